package dev.trainyard.infra.workflow;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** JSONata as Step Functions reads it, and the expressions that several states share. */
public final class Jsonata {

    /** Name of the run in S3 keys: the execution's own. */
    public static final String EXECUTION = "$states.context.Execution.Name";

    private Jsonata() {}

    /** A string that is evaluated. */
    public static String of(String expression) {
        return "{% " + expression + " %}";
    }

    /**
     * The name of a SageMaker resource of this run. Repeatable, and anew at each retry, for SageMaker remembers names of
     * attempts that failed; {@code $run} and {@code $again} are set by {@link RunInput}.
     *
     * @param prefix the stage's prefix, 24 characters at most
     * @param kind what it names, 6 characters at most
     */
    public static String name(String prefix, String kind) {
        return of("'%s-%s-' & $run & '-' & $string($again) & $string($states.context.State.RetryCount)"
                .formatted(prefix, kind));
    }

    /** A value of a state's arguments as part of an expression: what is to be evaluated in it still is. */
    public static String literal(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> quoted(entry.getKey()) + ": " + literal(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(Jsonata::literal).collect(Collectors.joining(", ", "[", "]"));
            case String text
            when text.startsWith("{%") ->
                "(" + text.substring(2, text.length() - 2).strip() + ")";
            case String text -> quoted(text);
            default -> value.toString();
        };
    }

    private static String quoted(Object text) {
        return "\"" + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** An S3 URI below a prefix that carries the execution's name. */
    public static String uri(String bucket, String prefix, String rest) {
        return of("'s3://%s/%s/' & %s & '%s'".formatted(bucket, prefix, EXECUTION, rest));
    }

    /** An S3 key below a prefix that carries the execution's name. */
    public static String key(String prefix, String file) {
        return of("'%s/' & %s & '/%s'".formatted(prefix, EXECUTION, file));
    }
}
