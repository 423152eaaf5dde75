package dev.trainyard.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlaceholdersTest {

    @RegisterExtension
    private final ConfigFiles files = new ConfigFiles();

    @Test
    void namesEveryPlaceholderOfAFreshClone() {
        assertThat(Placeholders.in(ConfigLoader.load(ConfigFiles.EXAMPLE)))
                .hasSize(6)
                .contains(
                        "config/stages/prod.yaml: account is the placeholder 444444444444: put the AWS account of prod")
                .contains("config/pipeline.yaml: repository.name is the placeholder your-org/trainyard:"
                        + " put your GitHub repository");
    }

    @Test
    void findsNoneInARealConfig() {
        files.replace("pipeline.yaml", "111111111111", "284756102938")
                .replace("pipeline.yaml", "your-org", "acme")
                .replace(
                        "pipeline.yaml", "00000000-0000-0000-0000-000000000000", "6f0c2f3a-3f5e-4c55-9a0b-2d1f3c4b5a69")
                .replace("stages/dev.yaml", "222222222222", "384756102938")
                .replace("stages/staging.yaml", "333333333333", "484756102938")
                .replace("stages/prod.yaml", "444444444444", "584756102938");

        assertThat(Placeholders.in(ConfigLoader.load(files.directory()))).isEmpty();
    }
}
