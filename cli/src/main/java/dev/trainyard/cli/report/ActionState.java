package dev.trainyard.cli.report;

import dev.trainyard.cli.ledger.Ledger;
import dev.trainyard.cli.pipeline.ActionRun;
import dev.trainyard.cli.pipeline.Pipeline;
import java.util.Locale;
import java.util.Optional;

/**
 * How an action of the pipeline stands in this run.
 *
 * @param name executed, substituted, recorded, untouched, failed or running: the page's class of it
 * @param reason why, or empty
 */
record ActionState(String name, String reason) {

    static ActionState of(RunFacts facts, Pipeline.Stage stage, Pipeline.Action action) {
        Optional<ActionRun> run = facts.runOf(stage.name(), action.name());
        if (run.isEmpty()) {
            return new ActionState("untouched", "not reached");
        }
        return switch (run.get().status()) {
            case FAILED -> new ActionState("failed", run.get().message());
            case IN_PROGRESS -> new ActionState("running", "");
            case ABANDONED -> new ActionState("untouched", "abandoned");
            case SUCCEEDED -> inLedger(facts, run.get());
        };
    }

    private static ActionState inLedger(RunFacts facts, ActionRun run) {
        Optional<Ledger.Entry> entry = facts.ledger().stream()
                .flatMap(ledger -> ledger.entries().stream())
                .filter(each -> each.kind().equals("action") && each.id().equals(run.name()))
                .findFirst();
        return entry.map(each -> new ActionState(
                        each.state().name().toLowerCase(Locale.ROOT), each.reason() == null ? "" : each.reason()))
                .orElse(new ActionState("executed", ""));
    }
}
