package dev.trainyard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.pipeline.Ending;
import dev.trainyard.cli.rehearsal.Outcome;
import dev.trainyard.cli.report.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExitCodeTest {

    @TempDir
    private Path clone;

    private final StringWriter errors = new StringWriter();
    private String before = "";

    @BeforeEach
    void inAnEmptyClone() {
        before = System.getProperty("trainyard.root", "");
        System.setProperty("trainyard.root", clone.toString());
    }

    @AfterEach
    void backToThisRepository() {
        System.setProperty("trainyard.root", before);
    }

    private int run(String... arguments) {
        return Trainyard.commandLine()
                .setErr(new PrintWriter(errors, true))
                .setOut(new PrintWriter(new StringWriter(), true))
                .execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rehearse", "stop", "status", "approve", "reject", "logs", "report", "release", "doctor"})
    void everyCommandHelps(String command) {
        assertThat(run(command, "--help")).isEqualTo(ExitCode.GREEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "approve", "reject", "report"})
    void withoutAKeptRehearsalTheTargetIsNotGuessed(String command) {
        assertThat(run(command)).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("no rehearsal is kept in this clone", "--aws");
    }

    @Test
    void approvingAndRejectingAtOnceIsWrongUsage() {
        assertThat(run("rehearse", "--approve", "--reject")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aReportThatCannotBeWrittenIsSaidBeforeTheRun() {
        assertThat(run("rehearse", "--report", clone.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("is a directory: name a file");
    }

    @ParameterizedTest
    @CsvSource({"GREEN, 0", "SURVIVED, 4", "UNSTRUCK, 5"})
    void whatWentWellUnderFaultsIsNoPlainGreen(Verdict.Tone tone, int code) {
        assertThat(ExitCode.of(new Outcome(Ending.Kind.STOPPED, tone))).isEqualTo(code);
        assertThat(ExitCode.of(new Outcome(Ending.Kind.FAILED, tone))).isEqualTo(ExitCode.RED);
    }

    /** A notice that was dropped on its way, say. */
    @ParameterizedTest
    @EnumSource
    void whatFailedWithoutAnActionIsRed(Ending.Kind kind) {
        assertThat(ExitCode.of(new Outcome(kind, Verdict.Tone.RED))).isEqualTo(ExitCode.RED);
    }

    @Test
    void whatWaitsForAnAnswerIsPending() {
        assertThat(ExitCode.of(new Outcome(Ending.Kind.PENDING, Verdict.Tone.PENDING)))
                .isEqualTo(ExitCode.PENDING);
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        assertThat(run("status", "--everywhere")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aMistakeInTheConfigurationIsRed() {
        assertThat(run("release", "--stage", "dev", "--config", clone.toString()))
                .isEqualTo(ExitCode.RED);
    }
}
