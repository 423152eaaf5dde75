package dev.trainyard.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The ML workflow of a stage: its jobs, the search for hyperparameters, and what a start does while another run is going on.
 *
 * @param processing the processing jobs
 * @param training the training job
 * @param tuning a search for hyperparameters in place of one training job
 * @param whenBusy what a start does while another run has the stage
 */
public record WorkflowSettings(
        Processing processing, Training training, Optional<TuningSettings> tuning, WhenBusy whenBusy) {

    /** What a start does while another run has the stage. */
    public enum WhenBusy {
        @JsonProperty("wait")
        WAIT,
        @JsonProperty("refuse")
        REFUSE
    }

    /** What runs the preprocessing. */
    public enum Engine {
        PANDAS,
        SPARK
    }

    /**
     * @param instanceType SageMaker instance type, {@code ml.…}
     * @param volumeGiB size of the job's volume, 1 to 16384
     * @param maxRuntime after which SageMaker stops the job; a minute to 5 days
     */
    public record Machine(String instanceType, int volumeGiB, Duration maxRuntime) {}

    /**
     * @param instanceType see {@link Machine}
     * @param volumeGiB see {@link Machine}
     * @param maxRuntime see {@link Machine}
     * @param engine of the preprocessing job alone
     */
    public record Processing(String instanceType, int volumeGiB, Duration maxRuntime, Engine engine) {

        public Machine machine() {
            return new Machine(instanceType, volumeGiB, maxRuntime);
        }
    }

    /**
     * @param instanceType see {@link Machine}
     * @param volumeGiB see {@link Machine}
     * @param maxRuntime see {@link Machine}
     * @param spot managed spot training
     * @param hyperparameters over those of {@code model.yaml}: text, numbers and flags, in the order of their names
     * @param image a container of one's own in place of AWS's
     */
    public record Training(
            String instanceType,
            int volumeGiB,
            Duration maxRuntime,
            Optional<Spot> spot,
            Map<String, Object> hyperparameters,
            Optional<Image> image) {

        public Training {
            hyperparameters = Collections.unmodifiableMap(new TreeMap<>(hyperparameters));
        }

        public Machine machine() {
            return new Machine(instanceType, volumeGiB, maxRuntime);
        }
    }

    /** @param maxWait for capacity and for the training itself, together; at least {@code maxRuntime} */
    public record Spot(Duration maxWait) {}

    /**
     * @param uri of an image in ECR, with its tag or digest
     * @param entryPoint what the container runs
     */
    public record Image(String uri, List<String> entryPoint) {

        public Image {
            entryPoint = List.copyOf(entryPoint);
        }
    }
}
