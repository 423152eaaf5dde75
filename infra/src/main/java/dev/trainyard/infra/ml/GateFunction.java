package dev.trainyard.infra.ml;

import dev.trainyard.config.GateSettings;
import dev.trainyard.infra.access.BucketAccess;
import dev.trainyard.infra.workflow.Dataset;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/** The Java Lambda that reads an evaluation and decides whether a model may go on. */
final class GateFunction extends JavaFunction {

    private static final String HANDLER = "dev.trainyard.lambdas.gate.GateHandler";

    GateFunction(Construct scope, String id, GateProps props) {
        super(scope, id, settings(props));
        BucketAccess.read(role(), props.dataset().artifacts(), "evaluation/");
    }

    private static Settings settings(GateProps props) {
        var environment = Map.of("MINIMUM_R2", Double.toString(props.gate().minimumR2()));
        return new Settings(
                props.zip(),
                HANDLER,
                "Decides whether a model may go on",
                Duration.seconds(60),
                environment,
                props.dataset().key());
    }

    /**
     * @param zip the Java handlers
     * @param gate what a model must reach
     * @param dataset where its evaluation is
     */
    record GateProps(Path zip, GateSettings gate, Dataset dataset) {}
}
