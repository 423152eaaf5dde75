package dev.trainyard.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.engine.aws.Identities;
import dev.trainyard.engine.aws.Identity;
import dev.trainyard.engine.aws.RefusedException;
import dev.trainyard.engine.pipeline.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class SourceActionTest {
    private static final String CONNECTION = "arn:aws:%s:us-east-1:111111111111:connection/c";

    @TempDir
    Path directory;

    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"codeconnections", "codestar-connections"})
    void usesTheConnectionAsItsRole(String service) throws IOException {
        JsonNode action = run(CONNECTION.formatted(service), false);

        assertThat(action.path("status").asString()).isEqualTo("Succeeded");
        assertThat(asked)
                .containsExactly("arn:aws:iam::111111111111:role/pipeline %s:UseConnection %s"
                        .formatted(service, CONNECTION.formatted(service)));
    }

    @Test
    void failsWithoutLeaveToUseTheConnection() throws IOException {
        String connection = CONNECTION.formatted("codeconnections");

        JsonNode error = run(connection, true).at("/output/executionResult/errorDetails");

        assertThat(error.path("code").asString()).isEqualTo("PermissionError");
        assertThat(error.path("message").asString())
                .contains("Unable to use Connection: " + connection, "codeconnections:UseConnection is refused");
    }

    private JsonNode run(String connection, boolean refused) throws IOException {
        Files.writeString(directory.resolve("source.json"), "{\"commitId\":\"c0ffee\"}");
        FakeBucket bucket = new FakeBucket(directory, Map.of());
        Rig rig = new Rig()
                .when("Source/S", context -> new SourceAction(directory, bucket, judging(refused)).run(context));
        String configuration = "\"ConnectionArn\":\"%s\",\"FullRepositoryId\":\"o/r\",\"BranchName\":\"main\"";
        rig.call(
                "CreatePipeline",
                Rig.definition("Source: S 1 " + configuration.formatted(connection))
                        .replace("{\"name\":\"S\",", "{\"name\":\"S\",\"outputArtifacts\":[{\"name\":\"Source\"}],"));
        rig.awaitEnd(rig.firstExecution());
        return rig.runs().getFirst();
    }

    private Identities judging(boolean refused) {
        return new Identities() {
            @Override
            public Identity ofService(Service service, String roleArn, String sessionName) {
                throw new AssertionError("The action has its role already");
            }

            @Override
            public Identity assume(Identity from, String roleArn, String sessionName) {
                throw new AssertionError("The action has its role already");
            }

            @Override
            public void demand(Identity role, String action, String resource) {
                asked.add(role.arn() + " " + action + " " + resource);
                if (refused) {
                    throw new RefusedException(action + " is refused");
                }
            }
        };
    }
}
