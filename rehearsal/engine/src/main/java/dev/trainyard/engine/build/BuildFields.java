package dev.trainyard.engine.build;

import dev.trainyard.engine.json.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A build as CodeBuild answers it. */
final class BuildFields {
    private BuildFields() {}

    static Fields of(Build build) {
        BuildRequest request = build.request();
        List<BuildPhase> phases = build.phases();
        boolean complete = !phases.isEmpty() && phases.getLast().name().equals("COMPLETED");
        return Fields.of("id", request.id())
                .with("arn", request.arn())
                .with("buildNumber", request.number())
                .with("startTime", request.start())
                .with("endTime", complete ? phases.getLast().start() : null)
                .with(
                        "currentPhase",
                        phases.isEmpty() ? "SUBMITTED" : phases.getLast().name())
                .with("buildStatus", build.status().name())
                .with("projectName", request.project().name())
                .with("phases", phases.stream().map(BuildPhase::fields).toList())
                .with(
                        "source",
                        Fields.of("type", request.handover().isPresent() ? "CODEPIPELINE" : "NO_SOURCE")
                                .with("buildspec", request.project().buildspec()))
                .with("sourceVersion", sourceVersion(request).orElse(null))
                .with(
                        "resolvedSourceVersion",
                        request.handover().map(PipelineHandover::commitId).orElse(null))
                .with("environment", environment(request))
                .with("serviceRole", request.project().serviceRole())
                .with("logs", logs(request))
                .with("timeoutInMinutes", request.project().timeout().toMinutes())
                .with("buildComplete", complete)
                .with("initiator", request.initiator())
                .with("encryptionKey", request.project().encryptionKey().orElse(null))
                .with("exportedEnvironmentVariables", pairs(build.exportedVariables()));
    }

    static Optional<String> sourceVersion(BuildRequest request) {
        return request.handover()
                .flatMap(handover -> Optional.ofNullable(handover.inputs().get(handover.primarySource())))
                .map(location -> location.arn());
    }

    private static Fields environment(BuildRequest request) {
        Project.BuildImage image = request.project().image();
        return Fields.of("type", image.type())
                .with("image", image.name())
                .with("computeType", image.computeType())
                .with("privilegedMode", image.privileged())
                .with("environmentVariables", pairs(request.project().variables()));
    }

    private static Fields logs(BuildRequest request) {
        return request.project()
                .logGroup()
                .map(group -> Fields.of("groupName", group)
                        .with("streamName", request.stream())
                        .with(
                                "cloudWatchLogsArn",
                                "arn:aws:logs:" + request.owner().region() + ":"
                                        + request.owner().account() + ":log-group:" + group + ":log-stream:"
                                        + request.stream())
                        .with("cloudWatchLogs", Fields.of("status", "ENABLED")))
                .orElseGet(() -> Fields.of("cloudWatchLogs", Fields.of("status", "DISABLED")));
    }

    private static List<Fields> pairs(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> Fields.of("name", variable.getKey()).with("value", variable.getValue()))
                .toList();
    }
}
