package dev.trainyard.engine.build;

import dev.trainyard.engine.aws.Clients;
import dev.trainyard.engine.aws.Identity;
import dev.trainyard.engine.build.Project.BuildImage;
import dev.trainyard.engine.wire.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codebuild.model.CloudWatchLogsConfig;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codebuild.model.LogsConfigStatusType;
import software.amazon.awssdk.services.codebuild.model.ProjectEnvironment;

/** Reads projects where CloudFormation put them. CodeBuild reads its own projects, so the account's root does it here. */
public final class EmulatorProjects implements Projects {
    private static final int DEFAULT_TIMEOUT_MINUTES = 60;

    private final Clients clients;

    public EmulatorProjects(Clients clients) {
        this.clients = clients;
    }

    @Override
    public Project named(String account, String region, String name) {
        return clients
                .codeBuild(Identity.root(account), region)
                .batchGetProjects(request -> request.names(name))
                .projects()
                .stream()
                .findFirst()
                .map(EmulatorProjects::project)
                .orElseThrow(() -> new ApiException(
                        "ResourceNotFoundException", "Project cannot be found: " + name + " in account " + account));
    }

    private static Project project(software.amazon.awssdk.services.codebuild.model.Project project) {
        ProjectEnvironment environment = project.environment();
        return new Project(
                project.name(),
                project.serviceRole(),
                project.source().typeAsString(),
                Optional.ofNullable(project.source().buildspec()).orElse("buildspec.yml"),
                new BuildImage(
                        environment.image(),
                        environment.typeAsString(),
                        environment.computeTypeAsString(),
                        Boolean.TRUE.equals(environment.privilegedMode())),
                variables(environment.environmentVariables()),
                Optional.ofNullable(project.encryptionKey()),
                Duration.ofMinutes(
                        Optional.ofNullable(project.timeoutInMinutes()).orElse(DEFAULT_TIMEOUT_MINUTES)),
                logGroup(project),
                recorded(project));
    }

    static Map<String, String> variables(List<EnvironmentVariable> declared) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (EnvironmentVariable variable : declared) {
            if (variable.type() != null && variable.type() != EnvironmentVariableType.PLAINTEXT) {
                throw new ApiException(
                        "InvalidInputException",
                        "The rehearsal does not know environment variables of type " + variable.typeAsString() + " ("
                                + variable.name() + "); it knows PLAINTEXT");
            }
            variables.put(variable.name(), variable.value());
        }
        return variables;
    }

    private static Optional<String> logGroup(software.amazon.awssdk.services.codebuild.model.Project project) {
        CloudWatchLogsConfig config =
                project.logsConfig() == null ? null : project.logsConfig().cloudWatchLogs();
        if (config == null) {
            return Optional.of("/aws/codebuild/" + project.name());
        }
        if (config.status() == LogsConfigStatusType.DISABLED) {
            return Optional.empty();
        }
        return Optional.of(Optional.ofNullable(config.groupName()).orElse("/aws/codebuild/" + project.name()));
    }

    private static List<String> recorded(software.amazon.awssdk.services.codebuild.model.Project project) {
        List<String> recorded = new ArrayList<>();
        if (project.vpcConfig() != null && project.vpcConfig().vpcId() != null) {
            recorded.add("VPC " + project.vpcConfig().vpcId());
        }
        if (project.cache() != null && !"NO_CACHE".equals(project.cache().typeAsString())) {
            recorded.add("cache " + project.cache().typeAsString());
        }
        return recorded;
    }
}
