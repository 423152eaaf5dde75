package dev.trainyard.cli.logs;

import dev.trainyard.cli.aws.Clients;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.LogsLocation;

/** Logs of CodeBuild's builds. */
public final class BuildLog {

    private BuildLog() {}

    /** Returns the lines of a build; none where the build or its log is gone. */
    public static List<String> of(Clients tools, String buildId) {
        return tools.codeBuild().batchGetBuilds(request -> request.ids(buildId)).builds().stream()
                .map(Build::logs)
                .filter(logs -> logs != null && logs.groupName() != null)
                .findFirst()
                .map(logs -> lines(tools, logs))
                .orElse(List.of());
    }

    /** Returns the ARN of the role that a build ran as; none where the build is gone. */
    public static List<String> role(Clients tools, String buildId) {
        return tools.codeBuild().batchGetBuilds(request -> request.ids(buildId)).builds().stream()
                .map(Build::serviceRole)
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<String> lines(Clients tools, LogsLocation logs) {
        return new LogGroup(tools.logs(), logs.groupName()).lines(logs.streamName());
    }
}
