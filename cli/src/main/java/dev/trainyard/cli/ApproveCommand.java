package dev.trainyard.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trainyard approve}. */
@Command(
        name = "approve",
        description = "Approves what waits for approval; the pipeline goes on.",
        mixinStandardHelpOptions = true)
final class ApproveCommand implements Callable<Integer> {

    @Mixin
    private TargetOption targets = new TargetOption();

    @Option(names = "--comment", description = "why; kept with the answer", defaultValue = "trainyard approve")
    private String comment = "";

    @Override
    public Integer call() {
        return AnswerApproval.with(targets, true, comment);
    }
}
