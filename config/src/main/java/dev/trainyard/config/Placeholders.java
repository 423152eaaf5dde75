package dev.trainyard.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a fresh clone still says where a real deployment needs its own. A rehearsal runs with it as it is. */
public final class Placeholders {

    /** The same digit twelve times, or the documentation's account. */
    private static final Pattern ACCOUNT = Pattern.compile("([0-9])\\1{11}|123456789012");

    private static final String CONNECTION_ID = "00000000-0000-0000-0000-000000000000";
    private static final String OWNER = "your-org/";

    private Placeholders() {}

    /** Returns a line for each, naming file, key and what belongs there; empty when the config is ready for AWS. */
    public static List<String> in(PlatformConfig config) {
        List<String> found = new ArrayList<>();
        PipelineConfig pipeline = config.pipeline();
        account("config/pipeline.yaml", pipeline.account(), "the pipeline (tools)", found);
        if (pipeline.repository().name().startsWith(OWNER)) {
            found.add("config/pipeline.yaml: repository.name is the placeholder %s: put your GitHub repository"
                    .formatted(pipeline.repository().name()));
        }
        if (pipeline.repository().connectionArn().endsWith(CONNECTION_ID)) {
            found.add("config/pipeline.yaml: repository.connectionArn is a placeholder: put the ARN of the connection"
                    + " to GitHub that you made in the console (Developer Tools, Connections)");
        }
        for (StageConfig stage : config.stages()) {
            account("config/stages/" + stage.stage() + ".yaml", stage.account(), stage.stage(), found);
        }
        return List.copyOf(found);
    }

    private static void account(String file, String account, String of, List<String> found) {
        if (ACCOUNT.matcher(account).matches()) {
            found.add("%s: account is the placeholder %s: put the AWS account of %s".formatted(file, account, of));
        }
    }
}
