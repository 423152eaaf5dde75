package dev.trainyard.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.failure.Explanation;
import dev.trainyard.cli.ledger.Ledger;
import dev.trainyard.cli.pipeline.ActionRun.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static String page(SampleRun run, String name) throws IOException {
        String page = Report.render(run.facts());
        // Kept for the eye: a page is judged by looking at it.
        Files.writeString(Files.createDirectories(Path.of("target", "pages")).resolve(name + ".html"), page);
        return page;
    }

    private static SampleRun green() {
        return new SampleRun().ranUntil("prod/Verify", Status.SUCCEEDED);
    }

    @Test
    void aGreenRunSaysWhatReallyActed() throws IOException {
        String page = page(green(), "green");

        assertThat(page)
                .contains("Trainyard: green", "1 executed", "1 substituted", "1 recorded", "0 untouched")
                .contains("identity enforced", "17.2 miles per gallon", "0.873 out of fold");
    }

    @Test
    void aRelaxedRunSaysSoFirstAndIsNoGreenOne() throws IOException {
        assertThat(page(green().relaxed(), "relaxed"))
                .containsPattern(
                        "<header class=\"verdict relaxed\"><h1>Trainyard: RELAXED, nobody[^<]+ else green</h1>")
                .contains("identity relaxed");
    }

    @Test
    void aFailureComesWithItsCauseAndTheEndOfTheLog() throws IOException {
        SampleRun run = new SampleRun()
                .ranUntil("dev/Release", Status.FAILED)
                .failed(new Explanation(
                        "dev/Release", List.of("Train: ValueError: no rows"), List.of("line 1", "the last line")));

        assertThat(page(run, "failed"))
                .contains("red: dev/Release failed", "Train: ValueError: no rows", "the last line")
                .contains("staging/Verify: untouched");
    }

    @Test
    void whatARehearsalCannotRunIsNeitherPassedNorCalledAMistake() throws IOException {
        SampleRun run = new SampleRun()
                .ranUntil("dev/Release", Status.FAILED)
                .failed(new Explanation(
                        "dev/Release",
                        List.of("Train: NotRehearsed: own/image is a container of your own. Nothing ran."),
                        List.of()));

        assertThat(page(run, "beyond"))
                .contains(
                        "not rehearsed: dev/Release needs what a rehearsal cannot run (own/image is a container of your own); what follows it was not reached");
    }

    @Test
    void aJobThatWasOnlyKeptIsListedWithItsReason() throws IOException {
        SampleRun run = green().keptJob("own", "NotRehearsed: own/image is a container of your own");

        assertThat(page(run, "kept"))
                .containsPattern("<details [^>]*open[^>]*><summary>jobs: 1</summary>")
                .containsPattern("own</td>.*chip recorded.*NotRehearsed: own/image is a container of your own");
        assertThat(page(green(), "green"))
                .contains("<summary>jobs: 0</summary>")
                .doesNotContain(" open");
    }

    @Test
    void aWaitingApprovalIsNeitherGreenNorRed() throws IOException {
        SampleRun run =
                new SampleRun().ranUntil("prod/Approve", Status.IN_PROGRESS).waitsFor("prod/Approve");

        assertThat(page(run, "pending"))
                .contains("pending: prod/Approve waits for an answer")
                .contains("class=\"verdict pending\"");
    }

    @Test
    void whatWentWellUnderAFaultIsNoPlainGreen() throws IOException {
        SampleRun run = green().met(new Ledger.MetFault("throttling", 2, List.of("ListEndpoints in FindEndpoint")));

        assertThat(page(run, "survived"))
                .contains("Trainyard: survived throttling (struck 2 times): green", "class=\"verdict survived\"")
                .contains("fault throttling", "ListEndpoints in FindEndpoint");
    }

    @Test
    void aFaultThatNeverStruckHasShownNothing() throws IOException {
        SampleRun run = green().met(
                        new Ledger.MetFault("spot-interruption", 0, List.of()),
                        new Ledger.MetFault("capacity", 1, List.of("training job a")));

        assertThat(page(run, "unstruck"))
                .contains("nothing shown of spot-interruption, which never struck", "class=\"verdict unstruck\"")
                .contains("; survived capacity (struck once); else green");
    }

    @Test
    void aFailureUnderAFaultNamesIt() {
        SampleRun run = new SampleRun()
                .ranUntil("dev/Release", Status.FAILED)
                .failed(new Explanation("dev/Release", List.of("no ping"), List.of()))
                .met(new Ledger.MetFault("endpoint-ping", 1, List.of("endpoint e")));

        assertThat(Verdict.of(run.facts()).words()).endsWith(", under endpoint-ping (struck once)");
    }

    @Test
    void whatOthersWroteIsShownAndNotRun() throws IOException {
        String page = page(green().message("<img src=x onerror=alert(1)>"), "escaping");

        assertThat(page)
                .contains("&lt;img src=x onerror=alert(1)&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<img", "<script");
    }

    @Test
    void itNeedsNothingElseAtHand() throws IOException {
        assertThat(page(green(), "green")).doesNotContain("src=", "@import", "<link", "url(");
    }

    @Test
    void onAwsThereIsNoLedgerAndNothingIsCounted() {
        RunFacts facts = green().facts();
        var onAws = new RunFacts(
                facts.pipeline(),
                "AWS",
                facts.run(),
                facts.stages(),
                facts.actions(),
                facts.deployed(),
                Optional.empty(),
                facts.failure(),
                facts.pending(),
                facts.prediction(),
                Optional.empty(),
                Optional.empty(),
                facts.logs());

        assertThat(Verdict.of(onAws).line()).isEqualTo("green");
    }

    @Test
    void tellsOfEachRoleWhatItMayDoAndWhatItDid() throws IOException {
        assertThat(page(green(), "permissions"))
                .contains("1 role was granted 2 statements and used 1 of them: 1 of their 3 actions. 2 calls were")
                .containsPattern("ml/Workflow/Machine/Role</td><td data-what=\"statements used\">1 of 2</td>")
                .contains("never used in this run: 2")
                .contains("sagemaker:StopTrainingJob")
                .contains("arn:aws:sagemaker:&lt;region&gt;:&lt;account&gt;:training-job/trainyard-&lt;stage&gt;-*")
                .contains("granted on * or by a pattern: 2", "refused: 1", "sagemaker:AddTags");
    }

    @Test
    void countsOperationsAndTransitions() throws IOException {
        assertThat(page(green(), "reach"))
                .contains("called of AWS&#x27;s APIs: 2 operations of 1 services, 9 calls")
                .contains("trainyard-dev: 1 of 2 transitions taken", "<b>Failed</b><span> from Train (catch)")
                .containsPattern("workflow states</td><td data-what=\"executed\">0</td>");
    }

    @Test
    void showsEachRuleOfTheGateWithItsValueAndLimit() throws IOException {
        assertThat(page(green(), "gate"))
                .contains("Gate: approved", "minimum-r2", "0.8726", "out-of-fold R² 0.873 is at least 0.7");
    }

    @Test
    void theEvaluationsPageMayRunNothing() throws IOException {
        assertThat(page(green(), "evaluation"))
                .contains("srcdoc=\"&lt;!doctype html&gt;&lt;p&gt;predicted &amp; actual\"", "sandbox=\"\"");
    }
}
