package dev.trainyard.pipeline;

import dev.trainyard.config.PipelineConfig;
import java.util.List;
import software.amazon.awscdk.pipelines.CodePipeline;
import software.amazon.awscdk.pipelines.CodePipelineSource;
import software.amazon.awscdk.pipelines.ConnectionSourceOptions;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;

/** The repository as the pipeline reads it: through a connection to GitHub that was made by hand. */
final class SourceConnection {

    private static final String ACTION = "Source";
    private final String arn;
    private final CodePipelineSource source;

    SourceConnection(PipelineConfig.Repository repository) {
        this.arn = repository.connectionArn();
        this.source = CodePipelineSource.connection(
                repository.name(),
                repository.branch(),
                ConnectionSourceOptions.builder()
                        .actionName(ACTION)
                        .connectionArn(arn)
                        .build());
    }

    CodePipelineSource source() {
        return source;
    }

    /**
     * Lets the action use the connection. CDK 2.263.0 allows {@code codestar-connections:UseConnection}, whatever the ARN;
     * the console has made {@code codeconnections} since July 2024, and an action's prefix must be the ARN's
     * (https://docs.aws.amazon.com/dtconsole/latest/userguide/security-iam.html).
     *
     * @param built a pipeline after {@code buildPipeline}
     */
    void allowIn(CodePipeline built) {
        built.getPipeline().getNode().findAll().stream()
                .filter(Role.class::isInstance)
                .map(Role.class::cast)
                .filter(role -> role.getNode().getPath().contains("/%s/%s/".formatted(ACTION, ACTION)))
                .forEach(this::allow);
    }

    private void allow(Role role) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of(arn.split(":")[2] + ":UseConnection"))
                .resources(List.of(arn))
                .build());
    }
}
