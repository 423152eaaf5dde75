package dev.trainyard.cli.logs;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The exception that ended a Python script: its own words, and the line of ours that raised it. */
public final class PythonException {

    private static final Pattern FRAME = Pattern.compile(" *File \"(?:.*/)?([^/\"]+)\", line (\\d+).*");

    /** Where libraries are; the user's own code is elsewhere. */
    private static final List<String> LIBRARIES = List.of("/site-packages/", "/lib/python", "<frozen ");

    private PythonException() {}

    /** Returns what the last traceback of a log ends in, {@code ValueError: no rows (train.py, line 12)}; a syntax error has none. */
    public static Optional<String> in(List<String> log) {
        return lastWith(line -> line.contains("Traceback (most recent call last)"), log)
                .map(header -> log.subList(header + 1, log.size()))
                .or(() -> lastWith(line -> FRAME.matcher(line).matches(), log)
                        .map(frame -> log.subList(frame, log.size())))
                .flatMap(PythonException::words);
    }

    private static Optional<Integer> lastWith(Predicate<String> sign, List<String> log) {
        return IntStream.range(0, log.size())
                .filter(i -> sign.test(log.get(i)))
                .boxed()
                .reduce((first, second) -> second);
    }

    private static Optional<String> words(List<String> traceback) {
        return traceback.stream()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .findFirst()
                .map(words -> words + place(traceback));
    }

    private static String place(List<String> traceback) {
        return traceback.stream()
                .takeWhile(line -> line.isBlank() || Character.isWhitespace(line.charAt(0)))
                .filter(line -> LIBRARIES.stream().noneMatch(line::contains))
                .map(FRAME::matcher)
                .filter(Matcher::matches)
                .map(frame -> " (%s, line %s)".formatted(frame.group(1), frame.group(2)))
                .reduce("", (first, second) -> second);
    }
}
