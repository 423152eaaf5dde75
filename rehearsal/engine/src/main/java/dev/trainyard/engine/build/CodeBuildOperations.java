package dev.trainyard.engine.build;

import dev.trainyard.engine.json.Fields;
import dev.trainyard.engine.wire.ApiException;
import dev.trainyard.engine.wire.Caller;
import dev.trainyard.engine.wire.Input;
import dev.trainyard.engine.wire.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The operations of CodeBuild that are about builds; projects are the emulator's. */
public final class CodeBuildOperations {
    private static final String PREFIX = "CodeBuild_20161006.";
    private static final Set<String> KNOWN = Set.of("projectName", "environmentVariablesOverride", "idempotencyToken");

    private final Builds builds;

    public CodeBuildOperations(Builds builds) {
        this.builds = builds;
    }

    /** By the name in {@code X-Amz-Target}. */
    public Map<String, Operation> byTarget() {
        return Map.of(
                PREFIX + "StartBuild", this::startBuild,
                PREFIX + "BatchGetBuilds", this::batchGetBuilds,
                PREFIX + "StopBuild", this::stopBuild,
                PREFIX + "ListBuilds", this::listBuilds,
                PREFIX + "ListBuildsForProject", this::listBuildsForProject);
    }

    private Fields startBuild(Caller caller, Input input) {
        Set<String> unknown = new TreeSet<>(input.body().propertyNames());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw new ApiException("InvalidInputException", "The rehearsal does not know StartBuild's " + unknown);
        }
        Build build = builds.start(
                caller,
                input.text("projectName"),
                overrides(input.list("environmentVariablesOverride")),
                input.optionalText("idempotencyToken"));
        return Fields.of("build", BuildFields.of(build));
    }

    private static Map<String, String> overrides(List<JsonNode> variables) {
        Map<String, String> overrides = new LinkedHashMap<>();
        for (JsonNode variable : variables) {
            String type = variable.path("type").asString("PLAINTEXT");
            if (!type.equals("PLAINTEXT")) {
                throw new ApiException(
                        "InvalidInputException",
                        "The rehearsal does not know environment variables of type " + type + "; it knows PLAINTEXT");
            }
            overrides.put(
                    variable.path("name").asString(), variable.path("value").asString());
        }
        return overrides;
    }

    private Fields batchGetBuilds(Caller caller, Input input) {
        List<String> ids = input.list("ids").stream().map(JsonNode::asString).toList();
        List<Build> found =
                ids.stream().flatMap(id -> visible(caller, id).stream()).toList();
        Set<String> missing = new TreeSet<>(ids);
        found.forEach(
                build -> missing.removeAll(Set.of(build.id(), build.request().arn())));
        return Fields.of("builds", found.stream().map(BuildFields::of).toList()).with("buildsNotFound", missing);
    }

    private Fields stopBuild(Caller caller, Input input) {
        String id = input.text("id");
        Build build = visible(caller, id)
                .orElseThrow(() -> new ApiException("ResourceNotFoundException", "Build cannot be found: " + id));
        build.stop(BuildStatus.STOPPED);
        return Fields.of("build", BuildFields.of(build));
    }

    private Fields listBuilds(Caller caller, Input input) {
        return ids(builds.of(caller).stream());
    }

    private Fields listBuildsForProject(Caller caller, Input input) {
        String project = input.text("projectName");
        return ids(builds.of(caller).stream()
                .filter(build -> build.request().project().name().equals(project)));
    }

    private static Fields ids(Stream<Build> of) {
        return Fields.of("ids", of.map(Build::id).toList());
    }

    /** By id or ARN, in the caller's own account. */
    private Optional<Build> visible(Caller caller, String id) {
        return builds.find(id.substring(id.indexOf('/') + 1))
                .filter(build -> build.owner().account().equals(caller.account()));
    }
}
