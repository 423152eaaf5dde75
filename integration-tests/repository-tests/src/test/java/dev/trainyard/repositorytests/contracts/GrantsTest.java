package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.permissions.Reviewed;
import dev.trainyard.config.StageConfig;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What is granted on everything, or as a pattern of actions, stands reviewed with its reason. It is seen here without a
 * run; whether each grant is used is measured by GrantsIT of rehearsal-tests.
 */
@Tag("thorough")
class GrantsTest {
    private static final String REVIEWED_FILE = "cli/src/main/resources/dev/trainyard/cli/permissions/reviewed.yaml";
    private static final Reviewed REVIEWED = Reviewed.load();

    /**
     * @param role logical id without its hash, the same of all stages
     * @param action as written
     * @param everywhere whether the statement names no resource
     */
    private record Granted(String role, String action, boolean everywhere) {
        @Override
        public String toString() {
            return role + ": " + action + (everywhere ? " on *" : "");
        }
    }

    private static Stream<Granted> granted() {
        return SynthesizedProject.templates().values().stream()
                .flatMap(template -> SynthesizedProject.resources(template, "AWS::IAM::Policy"))
                .map(SynthesizedProject.Resource::properties)
                .flatMap(policy -> policy.path("Roles").valueStream().flatMap(role -> granted(role, policy)));
    }

    private static Stream<Granted> granted(JsonNode role, JsonNode policy) {
        String name = stageless(role.path("Ref").asString().replaceFirst("[0-9A-F]{8}$", ""));
        return policy.at("/PolicyDocument/Statement")
                .valueStream()
                .filter(statement -> statement.path("Effect").asString().equals("Allow"))
                .flatMap(statement -> strings(statement.path("Action"))
                        .map(action -> new Granted(
                                name,
                                action,
                                strings(statement.path("Resource")).anyMatch("*"::equals))));
    }

    private static Stream<String> strings(JsonNode value) {
        Stream<JsonNode> each = value.isArray() ? value.valueStream() : Stream.of(value);
        return each.map(one -> one.isString() ? one.asString() : "${...}");
    }

    private static String stageless(String logicalId) {
        String text = logicalId;
        for (StageConfig stage : Repository.CONFIG.stages()) {
            text = text.replace("trainyard" + stage.stage(), "trainyardstage")
                    .replace("Pipeline" + stage.stage(), "Pipelinestage");
        }
        return text;
    }

    /** CDK makes a logical id of a path: without what is the same twice, and without other than letters and digits. */
    private static String logicalId(String path) {
        return path.replaceFirst("^(ml|data|network)/", "")
                .replaceAll("(?<=^|/)([^/]+)/\\1(?=/)", "$1")
                .replaceAll("[^A-Za-z0-9*]", "");
    }

    private static boolean matches(String pattern, String action) {
        return pattern.equals(action) || action.matches(pattern.replace("*", ".*"));
    }

    @Test
    void everyStarHasItsReason() {
        assertThat(granted()
                        .filter(each -> each.everywhere() || each.action().contains("*"))
                        .filter(each -> REVIEWED.wildcards().stream()
                                .noneMatch(reason -> reason.role()
                                                .map(role -> each.role()
                                                        .matches(logicalId(role).replace("*", ".*")))
                                                .orElse(true)
                                        && reason.actions().stream()
                                                .anyMatch(action -> matches(action, each.action()))))
                        .map(Granted::toString)
                        .distinct())
                .as("granted on everything or as a pattern: narrow it, or say in %s what forces it", REVIEWED_FILE)
                .isEmpty();
    }
}
