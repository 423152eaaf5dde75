package dev.trainyard.stagetests;

import java.util.List;

/** The names that Verify makes by itself, since it is shipped without the config; shown to the tests of the repository. */
public record NamesOfVerify(List<String> stacks, String role, String endpoint, String releaseParameter) {

    public static NamesOfVerify of(String app, String stage, String account, String region) {
        var names = new StageUnderTest(app, stage, account, region);
        return new NamesOfVerify(names.stacks(), names.verifyRole(), names.endpoint(), names.releaseParameter());
    }
}
