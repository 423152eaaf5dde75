package dev.trainyard.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The list of stages and their files say the same. */
class StageFilesTest {

    @RegisterExtension
    private final ConfigFiles files = new ConfigFiles();

    @Test
    void refusesAStageNamedOtherwiseThanItsFile() {
        files.replace("stages/dev.yaml", "stage: dev", "stage: development");

        assertThat(files.problems())
                .containsExactly("config/stages/dev.yaml: stage must be 'dev' as the file is named, got 'development'");
    }

    @Test
    void refusesAListedStageWithoutAFile() {
        files.replace("pipeline.yaml", "[dev,", "[dev, qa,");

        assertThat(files.problems())
                .containsExactly("config/pipeline.yaml: stages names 'qa', and there is no config/stages/qa.yaml");
    }

    @Test
    void refusesAFileOfNoListedStage() {
        files.write("stages/qa.yaml", files.read("stages/dev.yaml").replace("stage: dev", "stage: qa"));

        assertThat(files.problems())
                .containsExactly("config/stages/qa.yaml: is no stage of config/pipeline.yaml, which has"
                        + " dev, staging, prod: add 'qa' there or delete this file");
    }

    @Test
    void refusesAStageFileWithAnotherEnding() {
        files.write("stages/qa.yml", files.read("stages/dev.yaml"));

        assertThat(files.problems()).containsExactly("config/stages/qa.yml: is not read: name it qa.yaml");
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

        assertThat(files.problems())
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

        assertThat(files.problems())
                .contains(
                        "config/pipeline.yaml: app and the stage production1 are too long together: '"
                                + "a-very-long-app-name-production1' has 32 characters of 24, since SageMaker's names end at 63");
    }

    @Test
    void refusesADirectoryWithoutConfig() {
        var none = files.directory().resolveSibling("none");

        assertThat(ConfigFiles.problems(none)).containsExactly("none/pipeline.yaml: does not exist");
    }
}
