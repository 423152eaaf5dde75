package dev.trainyard.cli.failure;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.aws.Target;
import dev.trainyard.cli.logs.BuildLog;
import dev.trainyard.cli.logs.FirstFailure;
import dev.trainyard.cli.pipeline.ActionRun;
import dev.trainyard.cli.workflow.WorkflowFailure;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/** Says why an action failed, asking those who know: its build, its stack, its stage's workflow. */
public final class Explainer {

    private final Target target;
    private final PlatformConfig config;
    private final ProjectStacks stacks;
    private final RecordedRefusals recorded;
    private final Refusals refusals;

    /** @param since when the run began that is explained: a kept stand-in's record has those before it too */
    public Explainer(Target target, PlatformConfig config, Instant since) {
        this.target = target;
        this.config = config;
        stacks = new ProjectStacks(target, config);
        recorded = new RecordedRefusals(tools(), config.pipeline().account(), since);
        refusals = new Refusals(stacks, recorded);
    }

    /** Returns what is known; an answer that cannot be had is left out rather than hiding the rest. */
    public Explanation of(ActionRun action) {
        List<String> causes = new ArrayList<>();
        List<String> log = new ArrayList<>();
        switch (action.provider()) {
            case "CodeBuild" -> {
                log.addAll(attempt(() -> BuildLog.of(tools(), action.external())));
                causes.addAll(attempt(() -> workflow(action)));
                if (causes.isEmpty()) {
                    FirstFailure.in(log).ifPresent(causes::add);
                }
            }
            case "CloudFormation" -> causes.addAll(attempt(() -> stack(action)));
            default -> {}
        }
        if (!action.message().isBlank()) {
            causes.add(action.message());
        }
        var told = told(action, causes, log);
        causes.addAll(Refusals.areToldBy(told) ? 0 : causes.size(), attempt(() -> refusals.of(place(action), told)));
        return new Explanation(action.name(), causes.stream().distinct().toList(), FirstFailure.tail(log));
    }

    /**
     * Returns what was dropped on its way, as AWS drops it too, telling nobody: nothing fails of it but what should follow.
     *
     * @param since a kept rehearsal goes on after what was mended
     */
    public Optional<Explanation> undelivered(Instant since) {
        List<String> dropped = recorded.undelivered(since);
        if (dropped.isEmpty()) {
            return Optional.empty();
        }
        List<String> causes = new ArrayList<>(attempt(() -> refusals.of("delivery", dropped)));
        causes.addAll(dropped);
        return Optional.of(new Explanation("delivery of events, notifications and logs", causes, List.of()));
    }

    /** Returns what a failure tells of refusals, in our words: who may not do what, and which file to mend. */
    public List<String> refusals(String place, List<String> told) {
        return attempt(() -> refusals.of(place, told));
    }

    /** Returns the same where nobody may read the stacks: without the files. */
    public static List<String> refusalsAlone(String place, List<String> told) {
        return new Refusals(arn -> Optional.empty(), List::of).of(place, told);
    }

    private static String place(ActionRun action) {
        return action.stage() + " / " + action.action();
    }

    /** Who ran a build is told too: tools of others keep the refusal that they met to themselves. */
    private List<String> told(ActionRun action, List<String> causes, List<String> log) {
        var role = action.provider().equals("CodeBuild")
                ? attempt(() -> BuildLog.role(tools(), action.external()))
                : List.<String>of();
        return Stream.of(causes, log, role).flatMap(List::stream).toList();
    }

    private Clients tools() {
        return target.account(config.pipeline().account(), config.pipeline().region());
    }

    private Optional<StageConfig> stageOf(ActionRun action) {
        return config.stages().stream()
                .filter(stage -> stage.stage().equals(action.stage()))
                .findFirst();
    }

    private List<String> workflow(ActionRun action) {
        if (!action.action().equals("Release")) {
            return List.of();
        }
        return stageOf(action)
                .map(stage -> WorkflowFailure.since(
                        action.started(), target.account(stage.account(), stage.region()), config.names(stage)))
                .orElse(List.of());
    }

    private List<String> stack(ActionRun action) {
        return stageOf(action).stream()
                .flatMap(stage -> {
                    var names = config.names(stage);
                    var events = new StackFailure(
                            target.account(stage.account(), stage.region()).cloudFormation());
                    return Stream.of(names.networkStack(), names.dataStack(), names.mlStack())
                            .filter(stack ->
                                    stack.endsWith("-" + action.action().split("\\.", 2)[0]))
                            .flatMap(stack -> events.reasons(stack, action.started()).stream()
                                    .map(failed -> failed.inWords(stacks.of(stack, failed.logicalId()))));
                })
                .toList();
    }

    private static List<String> attempt(Supplier<List<String>> question) {
        try {
            return question.get();
        } catch (SdkException e) {
            return List.of();
        }
    }
}
