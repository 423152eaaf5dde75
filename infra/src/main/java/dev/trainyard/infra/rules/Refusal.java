package dev.trainyard.infra.rules;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What AWS will refuse, or take and never do.
 *
 * @param resources the one that fails first, then those that have to change with it
 * @param words what is wrong, why, and how to mend it
 */
public record Refusal(List<Resource> resources, String words) {

    public Refusal {
        resources = List.copyOf(resources);
    }

    static Refusal of(Resource resource, String words) {
        return new Refusal(List.of(resource), words);
    }

    /** Where it is, what is wrong, and which constructs of which files have to do with it. */
    public String text() {
        var first = resources.getFirst();
        var places = resources.stream()
                .map(resource -> "\n    Construct %s%s".formatted(resource.path(), inParentheses(resource.source())))
                .distinct()
                .collect(Collectors.joining());
        return "%s (%s): %s%s".formatted(first.stack().place(), first.stack().name(), words, places);
    }

    /** The stack that it is in, in words: {@code dev / network}. */
    public String place() {
        return resources.getFirst().stack().place();
    }

    /** The same for what is wrong in the same way in another stage. */
    public String withoutStage() {
        var stage = place().split(" / ", 2)[0];
        var path = resources.getFirst().path();
        return (path + " " + words)
                .replaceAll("(?<=[/-])" + Pattern.quote(stage) + "(?=[/-])", "")
                .replaceAll("\\d{12}", "");
    }

    private static String inParentheses(String file) {
        return file.isEmpty() ? "" : " (" + file + ")";
    }
}
