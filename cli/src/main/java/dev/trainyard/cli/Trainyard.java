package dev.trainyard.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code trainyard} command. */
@Command(
        name = "trainyard",
        description = "Carries a change of an ML system through dev, staging and prod; rehearses it here first.",
        mixinStandardHelpOptions = true,
        version = "trainyard 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RehearseCommand.class,
            StopCommand.class,
            StatusCommand.class,
            ApproveCommand.class,
            RejectCommand.class,
            LogsCommand.class,
            ReportCommand.class,
            RunCommand.class,
            PredictCommand.class,
            LineageCommand.class,
            BatchCommand.class,
            ReleaseCommand.class,
            DoctorCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:green", "1:red", "2:wrong usage", "3:an approval is pending"})
public final class Trainyard {

    public static void main(String[] arguments) {
        // The SDK brings SLF4J's API and no logger is wanted; without this it says so on every start.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var commandLine = new CommandLine(new Trainyard())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new SaidInWords());
        commandLine.getSubcommands().values().forEach(sub -> sub.setUsageHelpAutoWidth(true));
        return commandLine;
    }
}
