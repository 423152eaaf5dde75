package dev.trainyard.cli;

import dev.trainyard.cli.doctor.ConfigCheck;
import dev.trainyard.cli.doctor.Finding;
import dev.trainyard.cli.doctor.MachineCheck;
import dev.trainyard.cli.doctor.SparkCheck;
import dev.trainyard.cli.doctor.ThisMachine;
import dev.trainyard.cli.standin.Workplace;
import dev.trainyard.cli.terminal.Console;
import dev.trainyard.cli.terminal.Console.Mark;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code trainyard doctor}. */
@Command(
        name = "doctor",
        description = "Says what this machine and the configuration still lack, and how to get it.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Workplace workplace = Workplace.current();
        var machine = new ThisMachine(workplace.root());
        List<Finding> findings = Stream.of(
                        new MachineCheck(machine).run(),
                        SparkCheck.run(machine, workplace.config()),
                        ConfigCheck.run(workplace.config()))
                .flatMap(List::stream)
                .toList();
        Console console = Console.ofProcess();
        findings.forEach(finding -> console.line(mark(finding.grade()), finding.what()));
        boolean missing = findings.stream().anyMatch(finding -> finding.grade() == Finding.Grade.MISSING);
        return missing ? ExitCode.RED : ExitCode.GREEN;
    }

    private static Mark mark(Finding.Grade grade) {
        return switch (grade) {
            case FINE -> Mark.DONE;
            case NOTE -> Mark.NOTE;
            case MISSING -> Mark.FAILED;
        };
    }
}
