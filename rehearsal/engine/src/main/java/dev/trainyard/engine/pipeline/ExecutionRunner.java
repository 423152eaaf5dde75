package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.aws.Ledger;
import java.util.ArrayList;
import java.util.List;

/** Takes an execution through its stages in order, and through each stage's run orders. */
final class ExecutionRunner {
    private final ActionRunner actions;
    private final ActionLedger ledger;

    ExecutionRunner(ActionRunner actions, Ledger ledger) {
        this.actions = actions;
        this.ledger = new ActionLedger(ledger);
    }

    /** Runs to the end; how it ended is in the execution. */
    void run(Execution execution, Transitions transitions) throws InterruptedException {
        ledger.untouched(execution);
        for (StageDeclaration stage : execution.definition().stages()) {
            transitions.await(stage.name(), execution);
            for (List<ActionDeclaration> group : stage.inRunOrder()) {
                if (execution.isEnding()) {
                    execution.finish(ExecutionStatus.STOPPED);
                    return;
                }
                if (!allSucceed(execution, stage, group)) {
                    execution.finish(ExecutionStatus.FAILED);
                    return;
                }
            }
        }
        execution.finish(ExecutionStatus.SUCCEEDED);
    }

    private boolean allSucceed(Execution execution, StageDeclaration stage, List<ActionDeclaration> group)
            throws InterruptedException {
        List<ActionExecution> entered = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (ActionDeclaration declaration : group) {
            ActionExecution action = execution.enter(stage.name(), declaration);
            entered.add(action);
            threads.add(Thread.ofVirtual().name(action.record().path()).start(() -> {
                ledger.acts(execution, action);
                actions.run(execution, action);
                if (action.substitute().isPresent()) {
                    ledger.acts(execution, action);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return entered.stream().allMatch(action -> action.record().status().equals("Succeeded"));
    }
}
