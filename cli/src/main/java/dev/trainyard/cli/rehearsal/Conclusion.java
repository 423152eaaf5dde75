package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.failure.Explanation;
import dev.trainyard.cli.pipeline.ActionRun;
import dev.trainyard.cli.pipeline.Ending;
import dev.trainyard.cli.report.FactsReader;
import dev.trainyard.cli.report.Report;
import dev.trainyard.cli.report.RunFacts;
import dev.trainyard.cli.report.Verdict;
import dev.trainyard.cli.stage.AskedEndpoint;
import dev.trainyard.cli.stage.StageReader;
import dev.trainyard.cli.terminal.Console;
import dev.trainyard.cli.terminal.Console.Mark;
import dev.trainyard.config.StageConfig;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** What is said at the end: the answer of the last stage, R² of each, the verdict, why it failed, where the report is. */
final class Conclusion {

    private final Console console;
    private final Prepared prepared;

    Conclusion(Console console, Prepared prepared) {
        this.console = console;
        this.prepared = prepared;
    }

    Verdict.Tone say(Ending ending, Options options) {
        Optional<String> prediction = prediction(ending);
        RunFacts facts = new FactsReader(prepared.target(), prepared.config(), prepared.pipeline())
                .read(ending.run().id(), prediction);
        console.line("");
        facts.failure().ifPresent(this::failure);
        prediction.ifPresent(answer -> console.line("prediction  " + answer));
        facts.deployed()
                .forEach(stage -> stage.model()
                        .ifPresent(model -> console.line("R² %-8s %s out of fold, %s on the test set"
                                .formatted(
                                        stage.name(),
                                        model.outOfFoldR2().orElse("?"),
                                        model.testR2().orElse("?")))));
        Verdict verdict = Verdict.of(facts);
        console.line("verdict     " + verdict.line());
        Report.write(facts, options.report());
        console.line("report      " + options.report());
        afterwards(ending, options);
        return verdict.tone();
    }

    private void afterwards(Ending ending, Options options) {
        if (ending.kind() == Ending.Kind.STOPPED) {
            console.line("stopped after " + options.until().orElse("") + ", as asked: what follows was not rehearsed");
        }
        if (ending.kind() == Ending.Kind.PENDING) {
            console.line(
                    options.keep()
                            ? "approval pending: trainyard approve carries on from here, trainyard reject ends the run"
                            : "approval pending: nobody could answer, and without --keep all of this run is gone now."
                                    + " Run with --approve, --reject or --keep.");
        }
        if (options.keep()) {
            console.line(
                    "kept: trainyard status (and settings for the AWS CLI), logs, report, approve, reject; trainyard stop ends it");
        }
    }

    private void failure(Explanation failure) {
        console.line(Mark.FAILED, failure.action() + " failed");
        failure.causes().forEach(cause -> console.line("      " + cause));
        if (!failure.log().isEmpty()) {
            console.line("      the end of its log:");
            failure.log().forEach(line -> console.line("      │ " + line));
        }
        console.line("");
    }

    /** Asks the last stage whose Release has succeeded. */
    private Optional<String> prediction(Ending ending) {
        return prepared.config().stages().reversed().stream()
                .filter(stage -> ending.actions().stream()
                        .anyMatch(action -> action.name().equals(stage.stage() + "/Release")
                                && action.status() == ActionRun.Status.SUCCEEDED))
                .findFirst()
                .flatMap(this::ask);
    }

    private Optional<String> ask(StageConfig stage) {
        try {
            var endpoint = new AskedEndpoint(
                    prepared.target().account(stage.account(), stage.region()),
                    prepared.config().names(stage).endpoint());
            var model = new StageReader(prepared.target(), prepared.config()).model(stage);
            return endpoint.told(model.map(found -> found.origin().get("evaluationUri")))
                    .map(told -> told + ", says " + stage.stage());
        } catch (SdkException e) {
            console.line(Mark.FAILED, "the endpoint of " + stage.stage() + " did not answer: " + e.getMessage());
            return Optional.empty();
        }
    }
}
