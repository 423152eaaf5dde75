package dev.trainyard.cli.logs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The first failed test in the output of JUnit's console launcher, which runs the tests of the kit. */
final class LauncherFailure {

    private static final String TEST = "JUnit Jupiter:";
    private static final String REASON = "=> ";

    private LauncherFailure() {}

    /** Returns the test and its reason, which goes to the next empty line, in one line. */
    static Optional<String> in(List<String> log) {
        return log.stream()
                .map(String::strip)
                .filter(line -> line.startsWith(TEST))
                .findFirst()
                .flatMap(test -> reason(log).map(reason -> test.substring(TEST.length()) + ": " + reason));
    }

    private static Optional<String> reason(List<String> log) {
        String words = log.stream()
                .map(String::strip)
                .dropWhile(line -> !line.startsWith(REASON))
                .takeWhile(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? Optional.empty() : Optional.of(words.substring(REASON.length()));
    }
}
