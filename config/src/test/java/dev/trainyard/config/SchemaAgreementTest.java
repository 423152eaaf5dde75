package dev.trainyard.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.trainyard.config.Mutations.Mutation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an editor underlines is what the loader refuses, at the same place.
 *
 * <p>No schema can say, and the loader alone refuses: what does not go together ({@link MatrixTest}), durations out of range ({@link #RANGES}), tags that differ in case
 * alone, a stage named otherwise than its file, stages listed without a file and files not listed, names too long
 * together, the same key twice.
 */
@Tag("thorough")
class SchemaAgreementTest {

    /** Where the schema knows the form and the loader the range too. */
    private static final List<String> RANGES = List.of(
            "/workflow/processing/maxRuntime",
            "/workflow/training/maxRuntime",
            "/workflow/training/spot/maxWait",
            "/triggers/data/debounce",
            "/endpoint/rollout/wait",
            "/data/maxWait");

    private static final Map<String, ObjectRule> RULES =
            Map.of("stage", StageRules.STAGE, "pipeline", PipelineRules.PIPELINE);

    @ParameterizedTest
    @ValueSource(strings = {"pipeline.yaml", "stages/dev.yaml", "stages/prod.yaml"})
    void sameVerdictAtTheSamePlaceForEveryMutation(String file) throws IOException {
        String kind = file.startsWith("stages/") ? "stage" : "pipeline";
        Schema schema = schema(kind);
        List<Mutation> mutations = Mutations.of(complete(file)).toList();

        assertThat(mutations).hasSizeGreaterThan(500);
        assertThat(mutations.stream().map(mutation -> disagreement(kind, schema, mutation)))
                .filteredOn(disagreement -> !disagreement.isEmpty())
                .isEmpty();
    }

    /** One line to mend the one or the other by, or nothing where both say the same. */
    private static String disagreement(String kind, Schema schema, Mutation mutation) {
        Set<String> loader = loaderVerdict(kind, mutation.tree());
        Set<String> editor = schemaVerdict(schema, mutation.tree());
        boolean rangeOnly = editor.isEmpty() && RANGES.contains(mutation.path());
        return loader.equals(editor) || (rangeOnly && loader.equals(Set.of(dotted(mutation.path()))))
                ? ""
                : "%s: %s: loader refuses %s, schema refuses %s"
                        .formatted(mutation.path(), mutation.tree().at(mutation.path()), loader, editor);
    }

    @Test
    void aMutationOfEachKindIsRefused() throws IOException {
        JsonNode dev = Mutations.YAML.readTree(Files.readString(ConfigFiles.EXAMPLE.resolve("stages/dev.yaml")));

        assertThat(Mutations.of(dev)
                        .filter(mutation ->
                                !loaderVerdict("stage", mutation.tree()).isEmpty()))
                .extracting(Mutation::path)
                .contains("/account", "/network/unheardOf", "/network/maxAzs", "/tags", "/data/maxWait");
    }

    /** The file with the keys that may be left out; one stage is serverless. */
    private static JsonNode complete(String file) throws IOException {
        JsonNode tree = Mutations.YAML.readTree(Files.readString(ConfigFiles.EXAMPLE.resolve(file)));
        if (!file.startsWith("stages/")) {
            return tree;
        }
        JsonNode everything = Mutations.YAML.readTree(SchemaAgreementTest.class.getResourceAsStream("everything.yaml"));
        JsonNode stage = Mutations.YAML.readerForUpdating(tree).readTree(everything.toString());
        if (file.contains("prod")) {
            ((ObjectNode) stage.path("endpoint")).remove(List.of("instanceType", "instanceCount"));
            ((ObjectNode) stage.path("endpoint"))
                    .putObject("serverless")
                    .put("memoryMiB", 2048)
                    .put("maxConcurrency", 5);
        }
        return stage;
    }

    private static Schema schema(String kind) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(ConfigFiles.REPOSITORY.resolve("schema/" + kind + ".schema.json")));
    }

    private static Set<String> loaderVerdict(String kind, JsonNode tree) {
        Problems problems = new Problems(kind);
        rule(kind).check(tree, "", problems);
        TreeSet<String> paths = new TreeSet<>();
        problems.found().forEach(problem -> paths.add(problem.path()));
        return paths;
    }

    private static ObjectRule rule(String kind) {
        return RULES.getOrDefault(kind, StageRules.STAGE);
    }

    private static Set<String> schemaVerdict(Schema schema, JsonNode tree) {
        TreeSet<String> paths = new TreeSet<>();
        schema.validate(tree).forEach(error -> paths.add(dotted(pointer(error))));
        return paths;
    }

    /** A missing or unknown key is reported at its map: the place is the key's. */
    private static String pointer(Error error) {
        String property = error.getProperty();
        return error.getInstanceLocation() + (property == null ? "" : "/" + property);
    }

    private static String dotted(String pointer) {
        return pointer.substring(1)
                .replaceAll("/([0-9]+)(?=/|$)", "[$1]")
                .replace('/', '.')
                .replace("~1", "/")
                .replace("~0", "~");
    }
}
