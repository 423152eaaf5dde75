package dev.trainyard.infra.ml;

import dev.trainyard.infra.workflow.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The Java Lambda that says what raw data there is: one hash, how many objects, how many bytes. It reads none of them. */
final class DatasetFunction extends JavaFunction {

    private static final String HANDLER = "dev.trainyard.lambdas.dataset.DatasetHandler";

    DatasetFunction(Construct scope, String id, Path zip, Dataset dataset) {
        super(scope, id, settings(zip, dataset));
        role().addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("s3:ListBucket"))
                .resources(List.of(dataset.raw().getBucketArn()))
                .conditions(Map.of("StringEquals", Map.of("s3:prefix", "raw/")))
                .build());
    }

    /** A listing has a thousand objects a request: five minutes are enough for a million. */
    private static Settings settings(Path zip, Dataset dataset) {
        return new Settings(
                zip,
                HANDLER,
                "Says what raw data there is",
                Duration.minutes(5),
                Map.of("RAW_BUCKET", dataset.raw().getBucketName()),
                dataset.key());
    }
}
