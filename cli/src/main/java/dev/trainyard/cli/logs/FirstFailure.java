package dev.trainyard.cli.logs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the line of a log that says what went wrong: the first, since what follows is its consequence. */
public final class FirstFailure {

    /** In the order of how much they say: a test or compiler's verdict, an error's name, a shell's complaint. */
    private static final List<Pattern> SIGNS = List.of(
            Pattern.compile("^config/\\S+\\.ya?ml: .*"),
            Pattern.compile("^\\[ERROR\\] +\\S+(Test|IT)\\.\\S+:\\d+.*"),
            Pattern.compile("^\\[ERROR\\] .*\\.java:\\[\\d+,\\d+\\].*"),
            Pattern.compile("^(\\[ERROR\\] )?\\S*(Exception|Error): .*"),
            Pattern.compile("^trainyard: .*"),
            Pattern.compile("^(FAILED|E  ) .*"),
            Pattern.compile(
                    "^\\[ERROR\\] (?!Failed to execute goal|-> |To see|Re-run|For more|\\[Help|After correcting).+"),
            Pattern.compile(".*(?i:\\berror\\b|: not found|No such file|fatal:).*"));

    private static final int TAIL = 20;

    private FirstFailure() {}

    /** Returns the line that says what went wrong, if any does. */
    public static Optional<String> in(List<String> log) {
        return LauncherFailure.in(log).or(() -> signIn(log));
    }

    private static Optional<String> signIn(List<String> log) {
        return SIGNS.stream()
                .flatMap(sign -> log.stream()
                        .map(String::stripTrailing)
                        .filter(line -> sign.matcher(line).matches())
                        .limit(1))
                .findFirst()
                .map(String::strip);
    }

    /** Returns the end of a log. */
    public static List<String> tail(List<String> log) {
        return log.subList(Math.max(0, log.size() - TAIL), log.size());
    }
}
