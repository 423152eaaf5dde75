package dev.trainyard.endpointtests;

import java.util.Optional;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack in Docker, through Testcontainers, which removes the container when the JVM ends. */
final class LocalStack {
    /** The last image that needs no account. */
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    private LocalStack() {}

    static AwsEndpoint start(String region) {
        // Constructed only here: without Docker the constructor itself throws.
        var container = new LocalStackContainer(IMAGE);
        container.start();
        return new AwsEndpoint(AwsEndpoint.Kind.LOCALSTACK, container.getEndpoint(), region, Optional.empty());
    }
}
