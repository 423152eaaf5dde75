package dev.trainyard.infra.workflow;

import java.util.List;

/**
 * The container of a processing job: an image, and the archive that holds the script. SageMaker knows no script mode for
 * processing jobs, so the entry point unpacks the archive.
 *
 * @param image whatever loads a model runs in the image that trained it
 * @param archive below {@code /opt/ml/processing/}
 * @param launcher starts the script
 */
public record ProcessingContainer(String image, String archive, String launcher) {

    /** Where an archive of the stage's own code is an input of the job. */
    static final String CODE = "input/code/*.gz";

    static final String HOME = "/opt/ml/processing/";

    public ProcessingContainer(String image, String archive) {
        this(image, archive, "python3");
    }

    /** @param script below the archive's root */
    List<String> entryPoint(String script) {
        var unpackAndRun = "mkdir -p %scode && tar -xzf %s%s -C %scode && exec %s %scode/%s \"$@\""
                .formatted(HOME, HOME, archive, HOME, launcher, HOME, script);
        return List.of(
                "bash",
                "-euc",
                unpackAndRun,
                script.substring(script.lastIndexOf('/') + 1).replace(".py", ""));
    }

    boolean runsTheStagesCode() {
        return archive.equals(CODE);
    }
}
