package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.infra.PlatformStage;
import dev.trainyard.infra.PlatformStageProps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The watch's state machine, which no stage has that does not ask for one. */
class WatchDefinitionTest {

    private static Definition definition;

    @BeforeAll
    static void synthesize(@TempDir Path directory) throws IOException {
        var config = watching(directory);
        var stage = config.stages().getFirst();
        var assets = SynthesizedProject.stubAssets(directory);
        var props = PlatformStageProps.of(stage, config, assets);
        JsonNode template = JsonMapper.shared()
                .valueToTree(Template.fromStack(new PlatformStage(new App(), stage.stage(), props).ml())
                        .toJSON());
        definition = SynthesizedProject.resources(template, "AWS::StepFunctions::StateMachine")
                .filter(it ->
                        it.properties().path("StateMachineName").asString().endsWith("-watch"))
                .map(Definition::of)
                .findFirst()
                .orElseThrow();
    }

    private static PlatformConfig watching(Path directory) throws IOException {
        var example = Repository.ROOT.resolve("config/src/test/resources/example");
        Files.createDirectories(directory.resolve("stages"));
        for (var name : List.of("pipeline.yaml", "stages/dev.yaml", "stages/staging.yaml", "stages/prod.yaml")) {
            Files.copy(example.resolve(name), directory.resolve(name));
        }
        var file = directory.resolve("stages/dev.yaml");
        var captured = Files.readString(file).replace("endpoint:\n", "endpoint:\n  capture: {percent: 100}\n");
        Files.writeString(file, captured + "watch: {schedule: rate(1 day), retrain: true}\n");
        return ConfigLoader.load(directory);
    }

    @Test
    void isValid(@TempDir Path directory) throws IOException, InterruptedException {
        var verdict = AslValidator.judge(definition.text(), directory);

        assertThat(verdict.code()).as(verdict.words()).isZero();
    }

    @Test
    void itReadsOfAVerdictWhatTheJobWrites() {
        assertThat(definition.membersReadOf("verdict"))
                .isNotEmpty()
                .isSubsetOf(Contract.named("drift-verdict").members());
    }
}
