package dev.trainyard.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Optional;

/**
 * What serves the model: instances, or serverless in their place.
 *
 * @param instanceType SageMaker instance type, {@code ml.…}; absent with {@code serverless}, see {@link #instances}
 * @param instanceCount instances, 1 to 10; absent with {@code serverless}, see {@link #instances}
 * @param serverless capacity by request
 * @param rollout how a new model takes over; absent: all at once, watched by no alarm
 * @param autoscaling how the number of instances follows the load
 * @param abTest a second variant beside the model in service
 * @param capture requests and answers kept in S3
 * @param keep models and configs kept beside the one in service, 1 to 50
 */
public record EndpointSettings(
        Optional<String> instanceType,
        Optional<Integer> instanceCount,
        Optional<Serverless> serverless,
        Optional<Rollout> rollout,
        Optional<Autoscaling> autoscaling,
        Optional<AbTest> abTest,
        Optional<Capture> capture,
        int keep) {

    /** The instances; nothing where the endpoint is serverless. */
    public Optional<Instances> instances() {
        return instanceType.flatMap(type -> instanceCount.map(count -> new Instances(type, count)));
    }

    /**
     * @param type SageMaker instance type, {@code ml.…}
     * @param count how many, 1 to 10
     */
    public record Instances(String type, int count) {}

    /**
     * @param memoryMiB 1024 to 6144 in steps of 1024
     * @param maxConcurrency requests at once, 1 to 200
     */
    public record Serverless(int memoryMiB, int maxConcurrency) {}

    /** How traffic moves from the old fleet to the new one. */
    public enum RolloutType {
        @JsonProperty("all-at-once")
        ALL_AT_ONCE,
        @JsonProperty("canary")
        CANARY,
        @JsonProperty("linear")
        LINEAR
    }

    /**
     * @param type how traffic moves
     * @param sharePercent of the capacity in the canary, or in each linear step; without meaning when all at once
     * @param waitInterval after each step, while alarms are watched; up to an hour
     * @param maximumLatency of the model, 99th percentile, before the alarm rolls back; absent: not watched
     * @param maximumErrors answers of 5xx and errors of the model in a minute that are still taken
     */
    public record Rollout(
            RolloutType type,
            int sharePercent,
            @JsonProperty("wait") Duration waitInterval,
            Optional<Duration> maximumLatency,
            int maximumErrors) {

        /** All waits of an update: after each shift of traffic, and once more before the old fleet ends. */
        public Duration waits() {
            int shifts = switch (type) {
                case ALL_AT_ONCE -> 1;
                case CANARY -> 2;
                case LINEAR -> Math.ceilDiv(100, sharePercent);
            };
            return waitInterval.multipliedBy(shifts + 1L);
        }
    }

    /**
     * @param minimum instances, at least
     * @param maximum instances, at most
     * @param invocationsPerInstance requests a minute that one instance shall get
     */
    public record Autoscaling(int minimum, int maximum, int invocationsPerInstance) {}

    /** What becomes of the second variant. */
    public enum AbTestState {
        RUNNING,
        PROMOTE
    }

    /**
     * @param weight share of the traffic that the second variant gets, 0.01 to 0.99
     * @param state running: both serve; promote: the second becomes the one
     */
    public record AbTest(double weight, AbTestState state) {}

    /** @param percent of requests that are kept, 1 to 100 */
    public record Capture(int percent) {}
}
