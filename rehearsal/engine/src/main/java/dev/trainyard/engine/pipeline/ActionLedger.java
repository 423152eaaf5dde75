package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.aws.Ledger;
import dev.trainyard.engine.aws.Ledger.Entry;
import dev.trainyard.engine.aws.Ledger.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes an execution's actions into the ledger: all of them untouched first, then each as it acts. */
final class ActionLedger {
    private final Ledger ledger;

    ActionLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    void untouched(Execution execution) {
        ledger.record(execution.definition().stages().stream()
                .flatMap(stage -> stage.actions().stream()
                        .map(action -> entry(
                                execution, stage.name(), action, State.UNTOUCHED, "the execution did not reach it")))
                .toList());
    }

    void acts(Execution execution, ActionExecution action) {
        String stage = action.record().stage();
        ledger.record(List.of(action.substitute()
                .map(reason -> entry(execution, stage, action.declaration(), State.SUBSTITUTED, reason))
                .orElseGet(() -> entry(execution, stage, action.declaration(), State.EXECUTED, null))));
    }

    private static Entry entry(
            Execution execution, String stage, ActionDeclaration action, State state, @Nullable String reason) {
        return new Entry(
                execution.owner().account(),
                execution.owner().region(),
                execution.id(),
                stage + "/" + action.name(),
                action.type().label(),
                state,
                reason);
    }
}
