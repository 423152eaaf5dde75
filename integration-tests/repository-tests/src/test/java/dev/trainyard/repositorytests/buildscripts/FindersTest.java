package dev.trainyard.repositorytests.buildscripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindersTest {

    private static final String PYTHON =
            ". \"$ROOT/.mvn/python.sh\"; echo \"$TRAINYARD_PYTHON_VERSION $TRAINYARD_PYTHON\"";
    private static final String FITTING = "echo '3.13 /real/python'";
    private static final String TOO_OLD = "exit 3";

    @TempDir
    Path directory = Path.of("");

    @Test
    void passesOverAJdkThatIsTooOld() throws IOException {
        Machine machine = Machine.at(directory);
        Path old = directory.resolve("jdk-17");
        machine.command(old.resolve("bin/javac"), "exit 1");
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");

        String found = machine.run(
                        ". \"$ROOT/.mvn/jdk.sh\"; echo \"$JAVA_HOME\"",
                        "JAVA_HOME",
                        old.toString(),
                        "JDK_25",
                        System.getProperty("java.home"))
                .out();

        assertThat(Path.of(found.strip()).resolve("release"))
                .content()
                .containsPattern("JAVA_VERSION=\"(2[5-9]|[3-9])");
    }

    @Test
    void givesArchivesTheSameModesWhateverTheUmask() {
        assertThat(Machine.at(directory)
                        .run("umask 077; . \"$ROOT/.mvn/jdk.sh\"; umask", "JAVA_HOME", System.getProperty("java.home"))
                        .out())
                .isEqualTo("0022\n");
    }

    @Test
    void takesThePythonThatIsAskedFor() {
        Machine machine = Machine.at(directory);
        Path asked = machine.command(directory.resolve("elsewhere/python"), FITTING);

        assertThat(machine.run(PYTHON, "TRAINYARD_PYTHON", asked.toString()).out())
                .isEqualTo("3.13 /real/python\n");
    }

    @Test
    void looksPastAPythonThatIsTooOld() {
        Machine machine = Machine.at(directory);
        Path asked = machine.command(directory.resolve("elsewhere/python"), TOO_OLD);
        machine.command(machine.bin().resolve("python3"), FITTING);

        assertThat(machine.run(PYTHON, "TRAINYARD_PYTHON", asked.toString()).out())
                .isEqualTo("3.13 /real/python\n");
    }

    @Test
    void looksWherePyenvPutsItsVersionsRatherThanAtShims() {
        Machine machine = Machine.at(directory);
        Path shim = machine.command(machine.home().resolve(".pyenv/shims/python3.12"), "echo '3.12 /a/shim'");
        machine.command(machine.home().resolve(".pyenv/versions/3.12.9/bin/python"), FITTING);

        assertThat(machine.run(PYTHON, "TRAINYARD_PYTHON", shim.toString()).out())
                .isEqualTo("3.13 /real/python\n");
    }

    @Test
    void learnsFromAShimOnPathWherePyenvIsWhateverHomeIs() {
        Machine machine = Machine.at(directory);
        machine.command(directory.resolve("asdf/shims/python3.12"), "echo '3.12 /a/shim'");
        machine.command(directory.resolve("pyenv/shims/python3.12"), "echo '3.12 /a/shim'");
        machine.command(directory.resolve("pyenv/versions/3.12.9/bin/python"), FITTING);
        String path = "%1$s/asdf/shims:%1$s/pyenv/shims:%1$s/bin".formatted(directory);

        assertThat(machine.run(PYTHON, "PATH", path).out()).isEqualTo("3.13 /real/python\n");
    }

    @Test
    void passesOverANodeThatIsTooOld() {
        Machine machine = Machine.at(directory);
        machine.command(directory.resolve("old/bin/node"), "echo \"18 $0\"");
        machine.command(directory.resolve("old/bin/npm"), "exit 1");
        machine.command(machine.bin().resolve("node"), "echo \"24 $0\"");
        machine.command(machine.bin().resolve("npm"), "exit 1");

        String found = machine.run(
                        ". \"$ROOT/.mvn/node.sh\"; echo \"$TRAINYARD_NODE_HOME\"",
                        "TRAINYARD_NODE_HOME",
                        directory.resolve("old").toString())
                .out();

        assertThat(found).isEqualTo(directory + "\n");
    }
}
