package dev.trainyard.config;

import java.util.List;

/** Everything that is wrong with the configuration, each problem on a line of its own. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    ConfigException(List<Problem> problems) {
        super(String.join("\n", problems.stream().map(Problem::toString).toList()));
        this.problems = problems.stream().map(Problem::toString).toList();
    }

    /** Returns at least one line, each naming file, key, the value got and what is allowed. */
    public List<String> problems() {
        return problems;
    }
}
