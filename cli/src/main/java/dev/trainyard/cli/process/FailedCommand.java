package dev.trainyard.cli.process;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command of step 0 that ended with another code than 0. */
public final class FailedCommand extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN_LINES = 40;

    FailedCommand(Invocation invocation, int code) {
        super("%s failed with exit code %d; the end of %s:%n%s"
                .formatted(invocation.what(), code, invocation.log(), telling(invocation.log())));
    }

    /** The end of a log; before it the message of a Java program's exception, where the stack trace pushed that out. */
    private static String telling(Path log) {
        List<String> all = Leash.lastLines(log, Integer.MAX_VALUE);
        List<String> end = all.subList(Math.max(0, all.size() - SHOWN_LINES), all.size());
        Stream<String> message = all.stream()
                .dropWhile(line -> !line.startsWith("Exception in thread"))
                .takeWhile(line -> !line.stripLeading().startsWith("at "))
                .limit(SHOWN_LINES)
                .filter(line -> !end.contains(line));
        return Stream.concat(message, end.stream()).collect(Collectors.joining(System.lineSeparator()));
    }
}
