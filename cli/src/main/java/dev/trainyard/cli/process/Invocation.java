package dev.trainyard.cli.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A command and all that it may see.
 *
 * @param what it is, in words, for messages
 * @param command program and arguments
 * @param directory where it runs
 * @param environment the whole of it; nothing is inherited
 * @param log file for both of its outputs
 */
public record Invocation(String what, List<String> command, Path directory, Map<String, String> environment, Path log) {

    public Invocation {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
