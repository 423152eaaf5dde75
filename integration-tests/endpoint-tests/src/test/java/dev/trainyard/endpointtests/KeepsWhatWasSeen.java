package dev.trainyard.endpointtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Leaves what the emulator saw of all tests in {@code target/seen}: which grants were used, which transitions taken. The
 * last of the integration tests unites it with what rehearsals leave.
 */
public final class KeepsWhatWasSeen implements TestExecutionListener {
    private static final Path SEEN = Path.of("target", "seen");
    /** Each process of the tests has an emulator of its own, and leaves its own part. */
    private static final String PART =
            "endpoint-tests-" + ProcessHandle.current().pid();

    /** Other engines keep no such record: that they ran is all they leave. */
    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!Endpoints.isStarted()) {
            return;
        }
        try {
            Files.createDirectories(SEEN);
            if (Endpoints.kind() == AwsEndpoint.Kind.EMULATOR) {
                keep();
            } else {
                Files.writeString(SEEN.resolve(PART + ".elsewhere"), Endpoints.kind() + " keeps no record\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep() throws IOException {
        for (var what : List.of("permissions", "reach")) {
            Files.write(SEEN.resolve(PART + "." + what + ".json"), Records.bytes(what));
        }
    }
}
