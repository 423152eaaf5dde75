package dev.trainyard.stagetests;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;

/**
 * The stage's endpoint, as its users ask it.
 *
 * @param name of the endpoint
 */
record Endpoint(SageMakerRuntimeClient client, String name) {

    /** The answer, as text. The contract has no answer but HTTP 200, with an {@code error} member for a wrong request. */
    String ask(String contentType, String body) {
        try {
            return client.invokeEndpoint(request -> request.endpointName(name)
                            .contentType(contentType)
                            .accept("application/json")
                            .body(SdkBytes.fromUtf8String(body)))
                    .body()
                    .asUtf8String();
        } catch (ModelErrorException error) {
            throw new AssertionError(
                    "endpoint %s failed on a %s request with HTTP %s: %s%nThe request was: %s"
                            .formatted(name, contentType, error.originalStatusCode(), error.originalMessage(), body),
                    error);
        }
    }
}
