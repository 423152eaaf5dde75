package dev.trainyard.cli.failure;

import java.util.List;

/**
 * Why an action failed.
 *
 * @param action {@code stage/action}
 * @param causes in words, the most telling first
 * @param log its end
 */
public record Explanation(String action, List<String> causes, List<String> log) {

    public Explanation {
        causes = List.copyOf(causes);
        log = List.copyOf(log);
    }
}
