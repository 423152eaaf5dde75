package dev.trainyard.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trainyard reject}. */
@Command(
        name = "reject",
        description = "Rejects what waits for approval; the run ends there.",
        mixinStandardHelpOptions = true)
final class RejectCommand implements Callable<Integer> {

    @Mixin
    private TargetOption targets = new TargetOption();

    @Option(names = "--comment", description = "why; kept with the answer", defaultValue = "trainyard reject")
    private String comment = "";

    @Override
    public Integer call() {
        AnswerApproval.with(targets.pipeline(targets.target(), targets.config()), false, comment);
        return ExitCode.GREEN;
    }
}
