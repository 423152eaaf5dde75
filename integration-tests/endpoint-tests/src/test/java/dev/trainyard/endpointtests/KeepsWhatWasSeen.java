package dev.trainyard.endpointtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Leaves what the emulator saw of all tests in {@code target/seen}: which grants were used, which transitions taken. The
 * last of the integration tests unites it with what rehearsals leave.
 */
public final class KeepsWhatWasSeen implements TestExecutionListener {
    private static final String TOOLS = "111111111111";
    private static final Path SEEN = Path.of("target", "seen");

    /** Other engines keep no such record. */
    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!Endpoints.isStarted() || Endpoints.kind() != AwsEndpoint.Kind.EMULATOR) {
            return;
        }
        var s3 =
                new AwsAccount(Endpoints.get(), TOOLS).client(S3Client.builder().forcePathStyle(true));
        try {
            Files.createDirectories(SEEN);
            for (var what : List.of("permissions", "reach")) {
                var bytes = s3.getObjectAsBytes(
                        request -> request.bucket("trainyard-ledger-" + TOOLS).key(what + ".json"));
                Files.write(SEEN.resolve("endpoint-tests." + what + ".json"), bytes.asByteArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
