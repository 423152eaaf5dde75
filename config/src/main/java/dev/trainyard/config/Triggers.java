package dev.trainyard.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What starts the workflow beside the pipeline and people.
 *
 * @param data new objects under {@code raw/}
 * @param schedule EventBridge Scheduler's expression, {@code rate(…)} or {@code cron(…)}, in UTC
 */
public record Triggers(Optional<DataTrigger> data, Optional<String> schedule) {

    /** @param debounce how long {@code raw/} must be quiet before the run starts; a minute to an hour */
    public record DataTrigger(Duration debounce) {}
}
