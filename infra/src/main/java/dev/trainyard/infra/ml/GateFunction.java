package dev.trainyard.infra.ml;

import dev.trainyard.config.GateSettings;
import dev.trainyard.infra.access.BucketAccess;
import dev.trainyard.infra.workflow.Dataset;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/** The Java Lambda that reads an evaluation and decides whether a model may go on. */
final class GateFunction extends JavaFunction {

    private static final String HANDLER = "dev.trainyard.lambdas.gate.GateHandler";

    GateFunction(Construct scope, String id, GateProps props) {
        super(scope, id, settings(props));
        BucketAccess.readWrite(role(), props.dataset().artifacts(), "evaluation/");
    }

    private static Settings settings(GateProps props) {
        return new Settings(
                props.zip(),
                HANDLER,
                "Decides whether a model may go on",
                Duration.seconds(60),
                environment(props.gate()),
                props.dataset().key());
    }

    private static Map<String, String> environment(GateSettings gate) {
        return new TreeMap<>(Map.of(
                "MINIMUM_R2", Double.toString(gate.minimumR2()),
                "RIDGE_MARGIN", Double.toString(gate.ridgeMargin()),
                "CHAMPION_MARGIN", Double.toString(gate.championMargin()),
                "MINIMUM_ROWS", Integer.toString(gate.minimumRows()),
                "CHAMPION", gate.champion().name().toLowerCase(Locale.ROOT)));
    }

    /**
     * @param zip the Java handlers
     * @param gate what a model must reach
     * @param dataset where its evaluation is
     */
    record GateProps(Path zip, GateSettings gate, Dataset dataset) {}
}
