package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** docs/fidelity.md names what there is, all of it and nothing else. */
@Tag("thorough")
class FidelityTest {

    private static final String EMULATOR = "rehearsal/emulator/src/trainyard_emulator/";

    @Test
    void everyResourceTypeHasItsRow() {
        var types = templates()
                .flatMap(template -> template.path("Resources").valueStream())
                .map(resource -> resource.path("Type").asString())
                .collect(Collectors.toCollection(TreeSet::new));
        types.addAll(named(EMULATOR + "ledger/recorded.py", "\"(AWS::[A-Za-z0-9:]+)\""));
        types.addAll(named(EMULATOR + "ledger/evidence.py", "\"(AWS::[A-Za-z0-9:]+)\""));

        assertThat(FidelityPage.table("Resource types").keySet()).containsExactlyInAnyOrderElementsOf(types);
    }

    /** What is not in the list is made unjudged. */
    @Test
    void whatTheHandlersOfEveryResourceTypeNeedIsListed() {
        var listed =
                named(EMULATOR + "cloudformation/handler_permissions.yaml", "(?m)^(AWS::[A-Za-z0-9]+::[A-Za-z0-9]+):");

        assertThat(FidelityPage.table("Resource types").keySet())
                .filteredOn(type -> !type.startsWith("Custom::") && !type.equals("AWS::CDK::Metadata"))
                .isSubsetOf(listed);
    }

    @Test
    void whatIsRecordedIsCalledSo() {
        var recorded = named(EMULATOR + "ledger/recorded.py", "\"(AWS::[A-Za-z0-9:]+)\"");

        FidelityPage.table("Resource types")
                .forEach((type, cells) -> assertThat(cells.getFirst())
                        .as(type)
                        .isEqualTo(recorded.contains(type) ? "recorded" : "executed"));
    }

    @Test
    void everyKindOfStateHasItsRow() {
        var kinds = templates()
                .flatMap(template -> SynthesizedProject.resources(template, "AWS::StepFunctions::StateMachine"))
                .flatMap(machine -> Definition.of(machine).json().path("States").valueStream())
                .map(state -> state.path("Resource").asString(state.path("Type").asString()))
                .map(kind -> kind.replaceFirst("^(arn:.*:)[^:]+$", "$1*"))
                .collect(Collectors.toSet());

        assertThat(FidelityPage.table("States of the workflows").keySet()).containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void everyKindOfActionHasItsRow() {
        var kinds = SynthesizedProject.pipeline()
                .path("Resources")
                .valueStream()
                .flatMap(resource -> resource.at("/Properties/Stages").valueStream())
                .flatMap(stage -> stage.path("Actions").valueStream())
                .map(action -> action.path("ActionTypeId"))
                .map(type -> type.path("Category").asString() + "/"
                        + type.path("Provider").asString())
                .collect(Collectors.toSet());

        assertThat(FidelityPage.table("Actions of the pipeline").keySet()).containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void everyPluginHasItsRow() {
        assertThat(FidelityPage.table("Where the emulator steps in").keySet())
                .containsExactlyInAnyOrderElementsOf(named(EMULATOR + "plugins.py", " {4}\"([a-z0-9_.]+)\","));
    }

    @Test
    void everyPlaceThatSaysRecordedOrSubstitutedHasItsRow() throws IOException {
        var places = Stream.concat(
                        saying(
                                EMULATOR,
                                ".py",
                                "yield Entry\\(.*\"(recorded|substituted)\"|(ledger\\.job|tell)\\(.*\"(recorded|substituted)\""),
                        saying("rehearsal/engine/src/main/java", ".java", "[.:]substituted[()]"))
                .toList();

        assertThat(FidelityPage.table("What the ledger does not call executed").keySet())
                .containsExactlyInAnyOrderElementsOf(places);
    }

    private static Stream<JsonNode> templates() {
        return Stream.concat(
                SynthesizedProject.templates().values().stream(), SynthesizedExamples.templates().values().stream());
    }

    private static Set<String> named(String file, String pattern) {
        return Pattern.compile(pattern)
                .matcher(Repository.text(file))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> saying(String directory, String suffix, String pattern) throws IOException {
        var said = Pattern.compile(pattern).asPredicate();
        try (var files = Files.walk(Repository.ROOT.resolve(directory))) {
            return files
                    .filter(file -> file.toString().endsWith(suffix))
                    .filter(file -> said.test(Repository.text(file)))
                    .map(Repository.ROOT::relativize)
                    .map(Path::toString)
                    .toList()
                    .stream();
        }
    }
}
