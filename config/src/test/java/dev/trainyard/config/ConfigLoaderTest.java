package dev.trainyard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trainyard.config.StageConfig.Approval;
import dev.trainyard.config.StageConfig.Egress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConfigLoaderTest {

    @RegisterExtension
    private final ConfigFiles files = new ConfigFiles();

    @Test
    void readsTheRepositorysOwnConfigInPipelineOrder() {
        PlatformConfig config = ConfigLoader.load(ConfigFiles.REPOSITORY);

        assertThat(config.stages())
                .extracting(StageConfig::stage)
                .containsExactlyElementsOf(config.pipeline().stages());
    }

    @Test
    void readsEveryValue() {
        PlatformConfig config = ConfigLoader.load(files.directory());

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

        assertThat(files.problems()).containsExactly("config/stages/prod.yaml: network.maxAzs must be 2 or 3, got 1");
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
                        network, workflow, triggers, gate, endpoint, model, retain, approval, data, watch, notificationEmail, tags
                        config/stages/prod.yaml: network.maxAzs must be 2 or 3, got 1
                        config/stages/prod.yaml: retain is missing; it must be true or false""");
    }

    @Test
    void asksForQuotesAroundAnAccount() {
        files.replace("stages/dev.yaml", "\"222222222222\"", "222222222222");

        assertThat(files.problems())
                .containsExactly("config/stages/dev.yaml: account must be an AWS account, 12 digits in quotes,"
                        + " got 222222222222 without quotes: quote it");
    }

    @Test
    void refusesNothingWhereANumberBelongs() {
        files.replace("stages/dev.yaml", "maxAzs: 2", "maxAzs:");

        assertThat(files.problems())
                .containsExactly("config/stages/dev.yaml: network.maxAzs must be 2 or 3, got nothing");
    }

    @Test
    void refusesADurationOutOfItsRange() {
        files.replace("stages/dev.yaml", "maxWait: PT10M", "maxWait: P1D");

        assertThat(files.problems())
                .containsExactly("config/stages/dev.yaml: data.maxWait must be an ISO-8601 duration from PT0S to PT7H,"
                        + " got 'P1D'");
    }

    @Test
    void refusesTheSameKeyTwiceByItsLine() {
        files.replace("stages/dev.yaml", "retain: false", "retain: false\nretain: true");

        assertThat(files.problems())
                .singleElement()
                .asString()
                .startsWith("config/stages/dev.yaml: is no valid YAML: line 21");
    }

    @Test
    void refusesBrokenYamlByItsLine() {
        files.replace("stages/dev.yaml", "  maxAzs: 2", " - maxAzs: 2");

        assertThat(files.problems())
                .singleElement()
                .asString()
                .contains("config/stages/dev.yaml: is no valid YAML: line");
    }

    @Test
    void refusesAnEmptyFile() {
        files.write("stages/dev.yaml", "# nothing\n");

        assertThat(files.problems()).containsExactly("config/stages/dev.yaml: is empty");
    }

    @Test
    void refusesTagsThatDifferInCaseAlone() {
        files.replace("stages/dev.yaml", "  owner: ml-platform", "  owner: ml-platform\n  Owner: me");

        assertThat(files.problems())
                .containsExactly(
                        "config/stages/dev.yaml: tags.Owner differs from 'owner' in case alone, which IAM refuses");
    }
}
