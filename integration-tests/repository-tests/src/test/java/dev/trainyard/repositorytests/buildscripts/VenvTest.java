package dev.trainyard.repositorytests.buildscripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.repositorytests.buildscripts.Machine.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a stand-in for Python that makes an environment of its own kind and counts how often pip is asked. */
class VenvTest {

    private static final String VENV = "\"$ROOT/.mvn/venv.sh\" sample lock";

    @TempDir
    Path directory = Path.of("");

    private Machine machine = new Machine(directory);

    @BeforeEach
    void pythonAndLock() throws IOException {
        machine = Machine.at(directory);
        machine.command(machine.bin().resolve("python3.12"), """
                case "$*" in
                  "-m venv "*) mkdir -p "$3/bin"; mv pip-stub "$3/bin/python" ;;
                  *) echo "3.12 $0" ;;
                esac""");
        pip("echo asked >>asked");
        Files.writeString(directory.resolve("lock"), "# size: 1 MB\nsample==1\n");
    }

    private void pip(String lines) {
        machine.command(directory.resolve("pip-stub"), lines);
    }

    private Outcome venv() {
        return Machine.outcome(start());
    }

    private Process start() {
        return machine.start(VENV, "TRAINYARD_VENVS", directory.resolve("venvs").toString());
    }

    @Test
    void saysWhatItInstallsAndHowBigItIsOnceOnly() {
        Outcome first = venv();
        Outcome second = venv();

        assertThat(first.err()).contains("Installing the Python environment 'sample': 1 packages, 1 MB");
        assertThat(second).isEqualTo(new Outcome(0, first.out(), ""));
    }

    @Test
    void aChangedLockIsAnotherEnvironment() throws IOException {
        String before = venv().out();
        Files.writeString(directory.resolve("lock"), "sample==2\n");
        pip("echo asked >>asked");

        assertThat(venv().out()).isNotEqualTo(before).startsWith(directory + "/venvs/sample-");
    }

    @Test
    void installsAgainWhereAnInstallationFailed() {
        pip("echo 'no such version' >&2; exit 1");
        Outcome failed = venv();
        pip("echo asked >>asked");

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains("no such version", "Could not install the Python environment 'sample'");
        assertThat(venv().code()).isZero();
    }

    @Test
    void oneInstallsAndTheOthersWait() {
        Process first = start();
        Process second = start();

        assertThat(Machine.outcome(first).code()).isZero();
        assertThat(Machine.outcome(second).code()).isZero();
        assertThat(directory.resolve("asked")).content().isEqualTo("asked\n");
    }
}
