package dev.trainyard.cli;

import dev.trainyard.cli.terminal.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Ends a command that failed with its message; the stack is for {@code TRAINYARD_DEBUG}. */
final class SaidInWords implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().println("trainyard: " + message);
        if (System.getenv("TRAINYARD_DEBUG") != null) {
            failure.printStackTrace(command.getErr());
        }
        return failure instanceof UsageException ? ExitCode.USAGE : ExitCode.RED;
    }
}
