package dev.trainyard.endpointtests;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.testcontainers.DockerClientFactory;

/**
 * Chooses what plays AWS: {@code -Dtrainyard.endpoint=URL} (or {@code emulator}), else LocalStack where Docker runs,
 * else the emulator. One endpoint serves all tests of a run.
 */
public final class Endpoints {
    private static final String REGION = "us-east-1";
    private static final AwsEndpoint.Kind KIND = decide();
    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private Endpoints() {}

    /** Decided without starting anything, so that a test which will be skipped costs nothing. */
    public static AwsEndpoint.Kind kind() {
        return KIND;
    }

    /** The endpoint of this run, started at the first call. */
    public static AwsEndpoint get() {
        STARTED.set(true);
        return Holder.ENDPOINT;
    }

    /** Whether a test has asked for the endpoint yet. */
    static boolean isStarted() {
        return STARTED.get();
    }

    private static AwsEndpoint.Kind decide() {
        var wanted = wanted();
        if (wanted.equals("emulator")) {
            return AwsEndpoint.Kind.EMULATOR;
        }
        if (!wanted.isEmpty()) {
            return AwsEndpoint.Kind.NAMED;
        }
        return DockerClientFactory.instance().isDockerAvailable()
                ? AwsEndpoint.Kind.LOCALSTACK
                : AwsEndpoint.Kind.EMULATOR;
    }

    /** A rehearsal says by its environment that Docker must not be asked: the step runs alike on every machine. */
    private static String wanted() {
        var mode = Optional.ofNullable(System.getenv("TRAINYARD_ENDPOINT_MODE")).orElse("");
        return System.getProperty("trainyard.endpoint", mode).trim();
    }

    private static final class Holder {
        private static final AwsEndpoint ENDPOINT = switch (KIND) {
            case EMULATOR -> EmbeddedEmulator.start();
            case LOCALSTACK -> LocalStack.start(REGION);
            case NAMED -> new AwsEndpoint(KIND, URI.create(wanted()), REGION, Optional.empty());
        };
    }
}
