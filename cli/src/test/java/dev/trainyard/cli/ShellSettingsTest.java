package dev.trainyard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.aws.StandInReady;
import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.PlatformConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ShellSettingsTest {

    private static final StandInReady KEPT =
            new StandInReady("https://127.0.0.1:4711", "eu-west-1", "/ca.crt", "/bundle.pem", "/trust.p12", "-", 1);

    private final PlatformConfig config =
            ConfigLoader.load(Path.of(Objects.requireNonNull(System.getProperty("trainyard.root")), "config"));

    @Test
    void sayWhereAndAsWhom() {
        assertThat(ShellSettings.of(KEPT, config, Map.of()))
                .anyMatch(line -> line.endsWith("AWS_ENDPOINT_URL=https://127.0.0.1:4711"))
                .anyMatch(line -> line.endsWith("AWS_CA_BUNDLE=/bundle.pem"))
                .anyMatch(line ->
                        line.contains("AWS_ACCESS_KEY_ID=" + config.pipeline().account()))
                .noneMatch(line -> line.contains("PROXY"));
    }

    @Test
    void keepAProxyOutOfIt() {
        assertThat(ShellSettings.of(KEPT, config, Map.of("HTTPS_PROXY", "http://proxy")))
                .anyMatch(line -> line.contains("NO_PROXY=127.0.0.1"));
    }
}
