package dev.trainyard.engine.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostEnvironmentTest {
    @TempDir
    Path home;

    @Test
    void keepsSecretsAndAwsOutside() {
        Map<String, String> host = Map.of(
                "AWS_PROFILE",
                "mine",
                "GITHUB_TOKEN",
                "mine",
                "TRAINYARD_TOKEN",
                "mine",
                "PATH",
                "/opt",
                "HOME",
                "/root");

        assertThat(new HostEnvironment(host, home).forBuilds())
                .doesNotContainValue("mine")
                .doesNotContainKeys("PATH", "HOME");
    }

    @Test
    void passesProxiesRegistriesAndMavensSettings() {
        Map<String, String> host = Map.of(
                "https_proxy",
                "http://proxy",
                "NPM_CONFIG_REGISTRY",
                "http://npm",
                "PIP_INDEX_URL",
                "http://pip",
                "MAVEN_ARGS",
                "-Dmaven.repo.local=/repo",
                "JDK_JAVA_OPTIONS",
                "-Duser.home=/other");

        assertThat(new HostEnvironment(host, home).forBuilds()).containsAllEntriesOf(host);
    }

    @Test
    void sharesTheUsersCaches() throws IOException {
        Files.writeString(home.resolve(".npmrc"), "");

        assertThat(new HostEnvironment(Map.of(), home).forBuilds())
                .containsEntry("npm_config_cache", home.resolve(".npm").toString())
                .containsEntry("npm_config_userconfig", home.resolve(".npmrc").toString())
                .containsEntry("PIP_CACHE_DIR", home.resolve(".cache/pip").toString())
                .doesNotContainKey("PIP_CONFIG_FILE");
    }
}
