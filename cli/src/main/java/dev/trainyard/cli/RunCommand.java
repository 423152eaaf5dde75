package dev.trainyard.cli;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.failure.Explainer;
import dev.trainyard.cli.release.WorkflowInput;
import dev.trainyard.cli.terminal.UsageException;
import dev.trainyard.cli.waiting.Waiter;
import dev.trainyard.cli.workflow.FollowedExecution;
import dev.trainyard.cli.workflow.StepFunctionsMachine;
import dev.trainyard.cli.workflow.Workflow;
import dev.trainyard.cli.workflow.WorkflowOutcome;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trainyard run}. */
@Command(
        name = "run",
        description = "Starts a stage's workflow by hand and shows it to its end.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Where code, data and settings are those of the model that serves, the workflow does nothing and says so;",
            "--force makes a model all the same. Ctrl-C ends only the showing: the workflow goes on."
        })
final class RunCommand implements Callable<Integer> {

    @Mixin
    private StageOption stage = new StageOption();

    @Option(
            names = "--force",
            description = "make a model anew (or take the candidate again) even if nothing has changed")
    private boolean force;

    @Option(names = "--no-follow", description = "start it and return")
    private boolean noFollow;

    @Override
    public Integer call() {
        StageOption.Chosen chosen = stage.chosen();
        Clients account = chosen.acting();
        Workflow workflow = Workflow.of(account, chosen.names())
                .orElseThrow(() -> new UsageException("stage %s is not deployed on %s: it has no stack %s"
                        .formatted(
                                chosen.config().stage(),
                                chosen.target().name(),
                                chosen.names().mlStack())));
        String name = "manual-" + Instant.now().toEpochMilli();
        String input = WorkflowInput.byHand(force).json();
        if (noFollow) {
            System.out.println("workflow " + workflow.start(name, input));
            return ExitCode.GREEN;
        }
        var machine = new StepFunctionsMachine(account, workflow.arn());
        Instant began = Instant.now();
        try {
            var ended = new FollowedExecution(machine, Waiter.ofThisMachine(), System.out::println).run(name, input);
            System.out.println(
                    WorkflowOutcome.of(ended.output()).inWords(chosen.names().endpoint()));
            return ExitCode.GREEN;
        } catch (FollowedExecution.FailedException e) {
            new Explainer(chosen.target(), chosen.platform(), began)
                    .refusals(chosen.config().stage() + " / run", e.causes())
                    .forEach(System.out::println);
            throw e;
        }
    }
}
