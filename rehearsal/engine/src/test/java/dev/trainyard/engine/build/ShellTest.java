package dev.trainyard.engine.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ShellTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private Shell shell;

    @TempDir
    Path directory;

    @BeforeEach
    void open() {
        Map<String, String> environment = Map.of(
                "PATH", "/usr/bin:/bin", "CODEBUILD_BUILD_ID", "test:" + directory.getFileName(), "GIVEN", "yes");
        shell = new Shell(directory.resolve("scratch"), directory, environment, lines::add);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void keepsDirectoryVariablesAndFunctionsBetweenCommands() throws Exception {
        shell.run("mkdir below && cd below; plain=1; export exported=2; greet() { echo hello $1; }");

        shell.run("pwd; echo $plain$exported; greet you");

        assertThat(lines).containsExactly(directory.resolve("below").toString(), "12", "hello you");
    }

    @Test
    void givesTheStatusOfEachCommand() throws Exception {
        assertThat(shell.run("true")).isZero();
        assertThat(shell.run("(exit 7)")).isEqualTo(7);
        assertThat(shell.run("false\ntrue")).isZero();
    }

    @Test
    void survivesACommandThatExits() throws Exception {
        shell.run("mkdir below; cd below; export exported=2");

        assertThat(shell.run("exported=3; exit 9")).isEqualTo(9);
        shell.run("pwd; echo $exported");

        assertThat(lines).containsExactly(directory.resolve("below").toString(), "3");
    }

    @Test
    void endsTheCommandAtTheFirstErrorOnceToldTo() throws Exception {
        assertThat(shell.run("set -e\nfalse\necho unreached")).isEqualTo(1);

        assertThat(lines).isEmpty();
    }

    @Test
    void givesCommandsNoInput() throws Exception {
        assertThat(shell.run("cat")).isZero();
    }

    @Test
    void keepsOutputWithoutAnEndOfLine() throws Exception {
        shell.run("printf half >&2");

        assertThat(lines).containsExactly("half");
    }

    @Test
    void seesNothingOfTheHost() throws Exception {
        shell.run("echo [$GIVEN][$HOME][$JAVA_HOME]");

        assertThat(lines).containsExactly("[yes][][]");
    }

    @Test
    void readsVariablesAsTheyAre() throws Exception {
        shell.run("quoted=$'two\\nlines \"and\" quotes'");

        assertThat(shell.variable("quoted")).isEqualTo("two\nlines \"and\" quotes");
        assertThat(shell.variable("absent")).isEmpty();
    }

    @Test
    void killsAlsoWhatLeftTheFamily() throws Exception {
        shell.run("setsid sh -c 'echo $$ >pid; exec sleep 600' >/dev/null 2>&1 & while [ ! -s pid ]; do :; done");
        long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
        ProcessHandle orphan = ProcessHandle.of(pid).orElseThrow();

        shell.close();

        assertThat(orphan.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void endsARunningCommandWhenClosed() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Shell other = new Shell(
                directory.resolve("other"), directory, Map.of("PATH", "/usr/bin:/bin"), line -> started.countDown());
        Thread.ofVirtual().start(() -> {
            try {
                started.await();
                other.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(other.run("echo started; sleep 600")).isNotZero();
    }
}
