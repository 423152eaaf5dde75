package dev.trainyard.engine.action;

import dev.trainyard.engine.pipeline.Action;
import dev.trainyard.engine.pipeline.ActionContext;
import dev.trainyard.engine.pipeline.ActionFailure;
import dev.trainyard.engine.pipeline.Approvals;
import dev.trainyard.engine.pipeline.Approvals.Answer;
import dev.trainyard.engine.pipeline.Approvals.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Approval/AWS/Manual: waits for a person. */
public final class ManualApprovalAction implements Action {
    private static final Set<String> KNOWN = Set.of("CustomData", "ExternalEntityLink");
    private static final Duration PATIENCE = Duration.ofDays(7);

    private final Approvals approvals;

    public ManualApprovalAction(Approvals approvals) {
        this.approvals = approvals;
    }

    @Override
    public Map<String, String> run(ActionContext context) throws InterruptedException {
        context.knowsOnly(KNOWN);
        Waiting approval = approvals.open();
        context.action().onAbort(true, () -> approval.answer().cancel(false));
        context.action().waitsFor(approval.token());
        Duration patience = context.declaration().timeout().orElse(PATIENCE);
        try {
            Answer answer = approval.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            context.action().updatedBy(answer.by());
            context.action().summary(answer.summary());
            if (!answer.approved()) {
                throw new ActionFailure("JobFailed", "Rejected by " + answer.by() + ": " + answer.summary());
            }
            return Map.of();
        } catch (TimeoutException e) {
            throw new ActionFailure("JobFailed", "Nobody answered within " + patience.toMinutes() + " minutes");
        } catch (CancellationException e) {
            throw new ActionFailure("JobFailed", "The execution ended before anybody answered");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            approvals.close(approval);
        }
    }
}
