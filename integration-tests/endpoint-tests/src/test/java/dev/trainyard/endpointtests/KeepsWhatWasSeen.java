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

    /** Other engines keep no such record. */
    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!Endpoints.isStarted() || Endpoints.kind() != AwsEndpoint.Kind.EMULATOR) {
            return;
        }
        try {
            Files.createDirectories(SEEN);
            for (var what : List.of("permissions", "reach")) {
                Files.write(SEEN.resolve("endpoint-tests." + what + ".json"), Records.bytes(what));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
