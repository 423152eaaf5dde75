package dev.trainyard.stagetests;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;

/**
 * The stage's endpoint, as its users ask it.
 *
 * @param name of the endpoint
 * @param variant to ask; null where there is but one
 */
record Endpoint(
        SageMakerRuntimeClient client,
        String name,
        @Nullable String variant) {

    /** The endpoint of a stage, where a model answers: in an A/B test another would answer now and then. */
    static Endpoint of(StageAccount account, StageUnderTest stage, ReleasedModel model) {
        var served = ServedArchives.read(account.sageMaker(), stage.endpoint());
        var variant = served.variantOf(model);
        return new Endpoint(
                account.sageMakerRuntime(), stage.endpoint(), served.byVariant().size() > 1 ? variant : null);
    }

    /** The answer, as text. The contract has no answer but HTTP 200, with an {@code error} member for a wrong request. */
    String ask(String contentType, String body) {
        try {
            return client.invokeEndpoint(request -> request.endpointName(name)
                            .targetVariant(variant)
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
