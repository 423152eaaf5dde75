package dev.trainyard.repositorytests.buildscripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.repositorytests.buildscripts.Machine.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MvnwTest {

    @TempDir
    Path directory = Path.of("");

    private Outcome mvnw(Machine machine) {
        return machine.run("\"$ROOT/mvnw\" verify", "JAVA_HOME", System.getProperty("java.home"));
    }

    private Machine withMaven(String version) {
        Machine machine = Machine.at(directory);
        machine.command(
                machine.bin().resolve("mvn"),
                "case $1 in --version) echo 'Apache Maven %s (abc)' ;; *) echo \"mvn $*\" ;; esac".formatted(version));
        return machine;
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8.6", "3.8.10", "3.9.0", "3.9.16", "3.10.1"})
    void takesTheMavenOnPath(String version) {
        assertThat(mvnw(withMaven(version)).out()).isEqualTo("mvn verify\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.6.3", "3.8.5", "4.0.0"})
    void passesOverAMavenThatReadsPomsOtherwise(String version) {
        Machine machine = withMaven(version);
        machine.command(machine.bin().resolve("curl"), "exit 6");

        Outcome outcome = mvnw(machine);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("On PATH: " + version, "sudo apt-get install maven", "Downloading 3.9.16 from");
    }

    @Test
    void refusesADownloadOfAnotherChecksumAndLeavesNothing() {
        Machine machine = Machine.at(directory);
        machine.command(
                machine.bin().resolve("curl"),
                "while [ $# -gt 0 ]; do [ \"$1\" != --output ] || echo altered >\"$2\"; shift; done");

        Outcome outcome = mvnw(machine);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("its SHA-512 is wrong");
        assertThat(machine.home().resolve(".cache/trainyard")).isEmptyDirectory();
    }

    @Test
    void namesWhatIsMissingWhereNothingCanDownload() {
        assertThat(mvnw(Machine.at(directory)).err()).contains("On PATH: none", "neither curl nor wget is installed");
    }
}
