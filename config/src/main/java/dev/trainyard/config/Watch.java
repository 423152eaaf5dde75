package dev.trainyard.config;

/**
 * The drift watch: a scheduled job compares what the endpoint is asked with what the model was trained on.
 *
 * @param schedule EventBridge Scheduler's expression, {@code rate(…)} or {@code cron(…)}, in UTC
 * @param retrain whether the drift alarm starts the workflow
 * @param minimumRows captured rows below which nothing is said
 * @param psi population stability index of a feature from which it has drifted
 */
public record Watch(String schedule, boolean retrain, int minimumRows, double psi) {}
