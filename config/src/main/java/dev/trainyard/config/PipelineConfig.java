package dev.trainyard.config;

import java.util.List;

/**
 * {@code config/pipeline.yaml}.
 *
 * @param schemaVersion version of this file's format; 1
 * @param app prefix of every stack, role and endpoint name: lower case, 2 to 20 characters
 * @param account AWS account of the pipeline (tools), 12 digits
 * @param region AWS region of the pipeline
 * @param repository what the pipeline listens to
 * @param stages names of the stages, in the order a change travels; each has its own file under {@code stages/}
 */
public record PipelineConfig(
        int schemaVersion, String app, String account, String region, Repository repository, List<String> stages) {

    public PipelineConfig {
        stages = List.copyOf(stages);
    }

    /**
     * A GitHub repository behind a CodeConnections connection.
     *
     * @param name owner/name
     * @param branch branch that is released
     * @param connectionArn connection made by hand in the console, once
     */
    public record Repository(String name, String branch, String connectionArn) {}
}
