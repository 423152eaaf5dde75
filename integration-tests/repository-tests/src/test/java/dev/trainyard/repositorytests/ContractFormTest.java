package dev.trainyard.repositorytests;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every contract is a JSON Schema that says what each of its members is, and takes no member that it does not know. */
class ContractFormTest {

    private static final Path CONTRACTS = Path.of(Objects.requireNonNull(System.getProperty("trainyard.root")))
            .resolve("contracts");

    static Stream<Path> contracts() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(CONTRACTS)) {
            found.filter(file -> file.toString().endsWith(".schema.json"))
                    .sorted()
                    .forEach(files::add);
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(11);
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void isAJsonSchemaOfTheDeclaredDraft(Path file) throws IOException {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));

        assertThat(meta.validate(read(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void isNamedAsItsFile(Path file) throws IOException {
        assertThat(read(file).path("$id").asString()).isEqualTo(String.valueOf(file.getFileName()));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void closesEveryObjectThatListsItsMembers(Path file) throws IOException {
        List<String> open = new ArrayList<>();
        collect(read(file), "", "type", (schema, path) -> {
            if (schema.has("properties") && !schema.path("additionalProperties").isBoolean()) {
                open.add(path);
            }
        });

        assertThat(open).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void requiresOnlyWhatItDescribes(Path file) throws IOException {
        List<String> unknown = new ArrayList<>();
        collect(
                read(file),
                "",
                "required",
                (schema, path) -> schema.path("required").forEach(name -> {
                    if (schema.has("properties") && !schema.path("properties").has(name.asString())) {
                        unknown.add(path + "/" + name.asString());
                    }
                }));

        assertThat(unknown).isEmpty();
    }

    private interface Visit {
        void at(JsonNode schema, String path);
    }

    /** Visits every sub-schema that has the keyword. */
    private static void collect(JsonNode node, String path, String keyword, Visit visit) {
        if (node.has(keyword) && !path.endsWith("/properties")) {
            visit.at(node, path);
        }
        node.propertyStream()
                .forEach(member -> collect(member.getValue(), path + "/" + member.getKey(), keyword, visit));
    }

    private static JsonNode read(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file));
    }
}
