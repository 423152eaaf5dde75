package dev.trainyard.infra.workflow;

import dev.trainyard.config.WorkflowSettings.WhenBusy;
import dev.trainyard.infra.access.Allow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.TaskStateBase;
import software.amazon.awscdk.services.stepfunctions.Wait;
import software.amazon.awscdk.services.stepfunctions.WaitJsonataProps;
import software.amazon.awscdk.services.stepfunctions.WaitTime;

/**
 * One run at a time on a stage: who writes itself into the lock has the stage, by a condition that only one can meet.
 *
 * <p>A lock whose holder no longer runs (aborted, timed out: such a run gives nothing back) is taken over, on condition that it
 * is still that holder's. A holder that runs is waited for, or the start is refused, as the stage's {@code whenBusy} says.
 */
final class Lock {

    /** The lock's item in the table. */
    static final String NAME = "workflow";

    /** Looks while waiting. Each writes 17 events into the run's history, which ends at 25000. */
    private static final long MOST_LOOKS = 1000;

    private final States states;
    private final LockItem item;
    private final StageArns arns;

    Lock(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.arns = arns;
        item = new LockItem(states.scope(), props.surroundings().lock(), NAME);
    }

    /**
     * The states that lead on once this run has the lock.
     *
     * @param whenBusy what to do while another has it
     * @param longest wait for it: as long as that run can last
     */
    IChainable leadingTo(IChainable next, WhenBusy whenBusy, Duration longest) {
        var take = item.put("TakeLock", "attribute_not_exists(id) OR holder = :me", Map.of());
        var takeOver = item.put("TakeOverLock", "holder = :old", Map.of(":old", Jsonata.of("$lockHolder")));
        var read = item.read("ReadLock");
        var ask = askHolder(takeOver);
        var free = states.choice("LockIsFree")
                .when(States.when("$lockHolder = 'none'"), take)
                .otherwise(ask);
        var busy = whenBusy == WhenBusy.REFUSE ? refused() : waiting(read, longest);
        var runs = states.choice("HolderRuns")
                .when(States.when("$holderStatus in ['RUNNING', 'PENDING_REDRIVE']"), busy)
                .otherwise(takeOver);
        for (TaskStateBase write : List.of(take, takeOver)) {
            write.addCatch(read, taken());
            states.failing(write);
            write.next(next);
        }
        states.failing(read);
        read.next(free);
        ask.next(runs);
        return take;
    }

    /** The state that gives the lock back, if it is this run's; whatever comes of that, the run goes on. */
    static TaskStateBase release(LockItem item, String id, IChainable next) {
        var release = item.delete(id);
        release.addCatch(
                next, CatchProps.builder().errors(CaughtError.EVERYTHING).build());
        release.next(next);
        return release;
    }

    private static CatchProps taken() {
        return CatchProps.builder()
                .errors(List.of("DynamoDB.ConditionalCheckFailedException"))
                .build();
    }

    private AwsCallTask askHolder(IChainable takeOver) {
        var describe = new AwsCall(
                "sfn",
                "describeExecution",
                Map.of("ExecutionArn", Jsonata.of("$lockHolder")),
                Map.of("holderStatus", Jsonata.of("$states.result.Status")),
                List.of(Allow.actions(List.of("states:DescribeExecution"), List.of(arns.executions()))));
        var gone = new ExpectedError("Sfn.ExecutionDoesNotExistException", Map.of("holderStatus", "GONE"), takeOver);
        return states.call("AskHolder", describe, List.of(gone));
    }

    private IChainable refused() {
        return states.refusal(
                "Busy",
                "TakeLock",
                "Busy",
                Jsonata.of("'another run has the stage: ' & $lockHolder"
                        + " & '; whenBusy is refuse: start again when it has ended'"));
    }

    private IChainable waiting(IChainable read, Duration longest) {
        var pause = Duration.ofSeconds(Math.max(60, Math.ceilDiv(longest.toSeconds(), MOST_LOOKS)));
        long looks = Math.ceilDiv(longest.toSeconds(), pause.toSeconds());
        var tooLong = states.refusal(
                "Busy",
                "TakeLock",
                "Busy",
                Jsonata.of("'another run has had the stage for all of the %d minutes that were waited: ' & $lockHolder"
                        .formatted(longest.toMinutes())));
        var wait = Wait.jsonata(
                states.scope(),
                "WaitForLock",
                WaitJsonataProps.builder()
                        .time(WaitTime.duration(software.amazon.awscdk.Duration.seconds(pause.toSeconds())))
                        .assign(Map.of("lockLooks", Jsonata.of("$lockLooks + 1")))
                        .build());
        wait.next(read);
        return states.choice("HasWaitedEnough")
                .when(States.when("$lockLooks >= " + looks), tooLong)
                .otherwise(wait);
    }
}
