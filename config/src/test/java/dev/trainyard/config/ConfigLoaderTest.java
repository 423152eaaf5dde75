package dev.trainyard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trainyard.config.StageConfig.Approval;
import dev.trainyard.config.StageConfig.Egress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

    @TempDir
    Path temporary = Path.of("");

    private ConfigFiles files = new ConfigFiles(temporary);

    @BeforeEach
    void copy() {
        files = ConfigFiles.copiedTo(temporary);
    }

    private List<String> problems() {
        try {
            ConfigLoader.load(files.directory());
            return List.of();
        } catch (ConfigException e) {
            return e.problems();
        }
    }

    @Test
    void readsTheRepositorysOwnConfigInPipelineOrder() {
        PlatformConfig config = ConfigLoader.load(ConfigFiles.REPOSITORY);

        assertThat(config.stages())
                .extracting(StageConfig::stage)
                .containsExactlyElementsOf(config.pipeline().stages());
        StageConfig prod = config.stage("prod");
        assertThat(prod.approval()).isEqualTo(Approval.REQUIRED);
        assertThat(prod.network().egress()).isEqualTo(Egress.NAT);
        assertThat(prod.workflow().training().maxRuntime()).isEqualTo(Duration.ofHours(1));
        assertThat(prod.notificationEmail()).isEmpty();
        assertThat(prod.tags()).containsEntry("owner", "ml-platform");
    }

    @Test
    void namesTheFileTheKeyTheValueAndWhatIsAllowed() {
        files.replace("stages/prod.yaml", "maxAzs: 2", "maxAzs: 1");

        assertThat(problems()).containsExactly("config/stages/prod.yaml: network.maxAzs must be 2 or 3, got 1");
    }

    @Test
    void collectsEveryProblemOfEveryFile() {
        files.replace("stages/prod.yaml", "maxAzs: 2", "maxAzs: 1")
                .replace("stages/prod.yaml", "retain: true", "retained: true")
                .replace("stages/dev.yaml", "minimumR2: 0.7", "minimumR2: 70")
                .replace("pipeline.yaml", "schemaVersion: 1", "schemaVersion: 2");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ConfigLoader.load(files.directory()))
                .withMessage("""
                        config/pipeline.yaml: schemaVersion must be 1, got 2
                        config/stages/dev.yaml: gate.minimumR2 must be a number from 0 to 1, got 70
                        config/stages/prod.yaml: retained is no key here; allowed: schemaVersion, stage, account, region, \
                        network, workflow, gate, endpoint, model, retain, approval, data, notificationEmail, tags
                        config/stages/prod.yaml: network.maxAzs must be 2 or 3, got 1
                        config/stages/prod.yaml: retain is missing; it must be true or false""");
    }

    @Test
    void asksForQuotesAroundAnAccount() {
        files.replace("stages/dev.yaml", "\"222222222222\"", "222222222222");

        assertThat(problems())
                .containsExactly("config/stages/dev.yaml: account must be an AWS account, 12 digits in quotes,"
                        + " got 222222222222 without quotes: quote it");
    }

    @Test
    void refusesNothingWhereANumberBelongs() {
        files.replace("stages/dev.yaml", "maxAzs: 2", "maxAzs:");

        assertThat(problems()).containsExactly("config/stages/dev.yaml: network.maxAzs must be 2 or 3, got nothing");
    }

    @Test
    void refusesAStageNamedOtherwiseThanItsFile() {
        files.replace("stages/dev.yaml", "stage: dev", "stage: development");

        assertThat(problems())
                .containsExactly("config/stages/dev.yaml: stage must be 'dev' as the file is named, got 'development'");
    }

    @Test
    void refusesAListedStageWithoutAFile() {
        files.replace("pipeline.yaml", "[dev,", "[dev, qa,");

        assertThat(problems())
                .containsExactly("config/pipeline.yaml: stages names 'qa', and there is no config/stages/qa.yaml");
    }

    @Test
    void refusesAFileOfNoListedStage() {
        files.write("stages/qa.yaml", files.read("stages/dev.yaml").replace("stage: dev", "stage: qa"));

        assertThat(problems())
                .containsExactly("config/stages/qa.yaml: is no stage of config/pipeline.yaml, which has"
                        + " dev, staging, prod: add 'qa' there or delete this file");
    }

    @Test
    void refusesAStageFileWithAnotherEnding() {
        files.write("stages/qa.yml", files.read("stages/dev.yaml"));

        assertThat(problems()).containsExactly("config/stages/qa.yml: is not read: name it qa.yaml");
    }

    @Test
    void takesANewStageThatSharesAnAccountAndANetworkBlock() {
        files.write("stages/qa.yaml", files.read("stages/dev.yaml").replace("stage: dev", "stage: qa"))
                .replace("pipeline.yaml", "[dev,", "[dev, qa,");

        assertThat(ConfigLoader.load(files.directory()).stages())
                .extracting(StageConfig::stage)
                .containsExactly("dev", "qa", "staging", "prod");
    }

    @Test
    void refusesAStageListedTwice() {
        files.replace("pipeline.yaml", "[dev,", "[dev, dev,");

        assertThat(problems())
                .containsExactly("config/pipeline.yaml: stages must be a list of stage names such as"
                        + " [dev, staging, prod], none twice, got 'dev' twice");
    }

    @Test
    void refusesNamesTooLongTogetherForSageMaker() {
        files.replace("pipeline.yaml", "app: trainyard", "app: a-very-long-app-name")
                .replace("pipeline.yaml", "prod]", "production1]")
                .write(
                        "stages/production1.yaml",
                        files.read("stages/prod.yaml").replace("stage: prod", "stage: production1"));
        files.directory().resolve("stages/prod.yaml").toFile().delete();

        assertThat(problems())
                .contains(
                        "config/pipeline.yaml: app and the stage production1 are too long together: '"
                                + "a-very-long-app-name-production1' has 32 characters of 24, since SageMaker's names end at 63");
    }

    @Test
    void refusesTheSameKeyTwiceByItsLine() {
        files.replace("stages/dev.yaml", "retain: false", "retain: false\nretain: true");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("config/stages/dev.yaml: is no valid YAML: line 21");
    }

    @Test
    void refusesBrokenYamlByItsLine() {
        files.replace("stages/dev.yaml", "  maxAzs: 2", " - maxAzs: 2");

        assertThat(problems()).singleElement().asString().contains("config/stages/dev.yaml: is no valid YAML: line");
    }

    @Test
    void refusesAnEmptyFile() {
        files.write("stages/dev.yaml", "# nothing\n");

        assertThat(problems()).containsExactly("config/stages/dev.yaml: is empty");
    }

    @Test
    void refusesADirectoryWithoutConfig() {
        files = new ConfigFiles(temporary.resolve("none"));

        assertThat(problems()).containsExactly("none/pipeline.yaml: does not exist");
    }

    @Test
    void refusesTagsThatDifferInCaseAlone() {
        files.replace("stages/dev.yaml", "  owner: ml-platform", "  owner: ml-platform\n  Owner: me");

        assertThat(problems())
                .containsExactly(
                        "config/stages/dev.yaml: tags.Owner differs from 'owner' in case alone, which IAM refuses");
    }
}
