package dev.trainyard.engine.action;

import dev.trainyard.engine.aws.Clients;
import dev.trainyard.engine.json.Json;
import dev.trainyard.engine.pipeline.ActionContext;
import java.util.List;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import tools.jackson.databind.JsonNode;

/** Calls the emulator, which judges the action's role and hands the call back to this engine. */
public final class EmulatorBuildApi implements BuildApi {
    private final Clients clients;

    public EmulatorBuildApi(Clients clients) {
        this.clients = clients;
    }

    @Override
    public String start(ActionContext context, String token) {
        return clients.codeBuild(context.identity(), context.region())
                .startBuild(request -> request.projectName(context.required("ProjectName"))
                        .idempotencyToken(token)
                        .environmentVariablesOverride(overrides(
                                context.optional("EnvironmentVariables").orElse("[]"))))
                .build()
                .id();
    }

    @Override
    public void look(ActionContext context, String buildId) {
        clients.codeBuild(context.identity(), context.region()).batchGetBuilds(request -> request.ids(buildId));
    }

    private static List<EnvironmentVariable> overrides(String json) {
        return Json.parse(json).values().stream()
                .map(EmulatorBuildApi::variable)
                .toList();
    }

    private static EnvironmentVariable variable(JsonNode json) {
        return EnvironmentVariable.builder()
                .name(json.path("name").asString())
                .value(json.path("value").asString())
                .type(json.path("type").asString("PLAINTEXT"))
                .build();
    }
}
