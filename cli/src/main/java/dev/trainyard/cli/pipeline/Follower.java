package dev.trainyard.cli.pipeline;

import dev.trainyard.cli.pipeline.Ending.Kind;
import dev.trainyard.cli.waiting.Waiter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows an execution to its end, through the restart that a changed pipeline makes, and tells a watcher each event. */
public final class Follower {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);

    private final Pipeline pipeline;
    private final Watcher watcher;
    private final Decision decision;
    private final Waiter waiter;
    private final Optional<String> until;
    private final Limit limit;

    private final Set<String> started = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private final Set<String> answered = new HashSet<>();

    /** @param until name of the pipeline stage after which to stop, inclusive */
    public Follower(Pipeline pipeline, Watcher watcher, Decision decision, Waiter waiter, Optional<String> until) {
        this.pipeline = pipeline;
        this.watcher = watcher;
        this.decision = decision;
        this.waiter = waiter;
        this.until = until;
        this.limit = new Limit(pipeline, until);
    }

    /** Follows that execution, or the one that replaces it. */
    public Ending follow(String first) {
        String id = first;
        limit.set();
        while (true) {
            PipelineRun run = pipeline.run(id);
            List<ActionRun> actions = pipeline.actions(id);
            tell(actions);
            if (run.status().isReplaced()) {
                id = successor(run);
                limit.set();
                continue;
            }
            if (run.status().isOver()) {
                return ended(run, actions);
            }
            if (reached(actions)) {
                pipeline.stop(id, "rehearsed until " + until.orElseThrow());
                limit.lift();
                return new Ending(Kind.STOPPED, run, actions);
            }
            if (!decided(run)) {
                return new Ending(Kind.PENDING, run, actions);
            }
            watcher.tick(run, actions);
            waiter.pause(BETWEEN_LOOKS, "the end of run " + id);
        }
    }

    private static Ending ended(PipelineRun run, List<ActionRun> actions) {
        return switch (run.status()) {
            case SUCCEEDED -> new Ending(Kind.SUCCEEDED, run, actions);
            case STOPPED -> new Ending(Kind.STOPPED, run, actions);
            default -> new Ending(Kind.FAILED, run, actions);
        };
    }

    private void tell(List<ActionRun> actions) {
        for (ActionRun action : actions) {
            if (started.add(action.id())) {
                watcher.started(action);
            }
            if (action.isOver() && ended.add(action.id())) {
                watcher.ended(action);
            }
        }
    }

    private String successor(PipelineRun replaced) {
        while (true) {
            Optional<PipelineRun> newer = pipeline.runs().stream()
                    .filter(run ->
                            !run.id().equals(replaced.id()) && !run.started().isBefore(replaced.started()))
                    .findFirst();
            if (newer.isPresent()) {
                watcher.replaced(replaced, newer.get());
                return newer.get().id();
            }
            waiter.pause(BETWEEN_LOOKS, "the run that replaces " + replaced.id());
        }
    }

    /** The last stage needs no stop: the run ends behind it by itself, and one that has ended cannot be stopped. */
    private boolean reached(List<ActionRun> actions) {
        return until.filter(stage -> !isLast(stage))
                .filter(stage -> isComplete(stage, actions))
                .isPresent();
    }

    private boolean isLast(String stage) {
        return pipeline.stages().getLast().name().equals(stage);
    }

    private boolean isComplete(String stage, List<ActionRun> actions) {
        long declared = pipeline.stages().stream()
                .filter(each -> each.name().equals(stage))
                .mapToLong(each -> each.actions().size())
                .sum();
        long succeeded = actions.stream()
                .filter(action -> action.stage().equals(stage) && action.status() == ActionRun.Status.SUCCEEDED)
                .count();
        return succeeded > 0 && succeeded >= declared;
    }

    /** Answers a pending approval of this run; false when nobody can. */
    private boolean decided(PipelineRun run) {
        Optional<Pipeline.Approval> pending = pipeline.pendingApproval()
                .filter(approval -> approval.run().isEmpty() || approval.run().equals(run.id()));
        if (pending.filter(approval -> !answered.contains(approval.token())).isEmpty()) {
            return true;
        }
        Pipeline.Approval approval = pending.get();
        Decision.Answer answer = decision.on(approval, run);
        if (answer != Decision.Answer.NONE) {
            answered.add(approval.token());
            pipeline.answer(approval, answer == Decision.Answer.APPROVE, "trainyard rehearse");
        }
        return answer != Decision.Answer.NONE;
    }
}
