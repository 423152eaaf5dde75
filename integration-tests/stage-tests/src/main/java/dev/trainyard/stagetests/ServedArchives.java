package dev.trainyard.stagetests;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/**
 * The model archives behind an endpoint.
 *
 * @param endpoint its name
 * @param byVariant URI of each variant's model.tar.gz
 */
record ServedArchives(String endpoint, Map<String, String> byVariant) {

    /** The variant of the model that is the one; the second one of an A/B test waits for its promotion. */
    static final String CHAMPION = "AllTraffic";

    static ServedArchives read(SageMakerClient sageMaker, String endpoint) {
        var name = sageMaker
                .describeEndpoint(request -> request.endpointName(endpoint))
                .endpointConfigName();
        var config = sageMaker.describeEndpointConfig(request -> request.endpointConfigName(name));
        var archives = new TreeMap<String, String>();
        config.productionVariants()
                .forEach(variant -> archives.put(
                        variant.variantName(),
                        sageMaker
                                .describeModel(request -> request.modelName(variant.modelName()))
                                .primaryContainer()
                                .modelDataUrl()));
        return new ServedArchives(endpoint, archives);
    }

    /** The variant that serves a model, the champion first: a release may have made the challenger of an A/B test. */
    String variantOf(ReleasedModel model) {
        return byVariant.entrySet().stream()
                .filter(variant -> variant.getValue().equals(model.archive()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("no variant of endpoint %s serves %s of model package %s: it serves %s"
                                .formatted(endpoint, model.archive(), model.arn(), byVariant)));
    }
}
