package dev.trainyard.infra.rules;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads the statements of a policy document, whose members are one or many of everything. */
final class Statements {

    private Statements() {}

    /** The statements that allow. */
    static Stream<JsonNode> allowing(JsonNode document) {
        return oneOrMany(document.path("Statement"))
                .filter(statement -> statement.path("Effect").asString("").equals("Allow"));
    }

    /** True if the statement names the service's principal, or everybody. */
    static boolean isFor(JsonNode statement, String service) {
        var principal = statement.path("Principal");
        return oneOrMany(principal.isObject() ? principal.path("Service") : principal)
                .anyMatch(name ->
                        name.asString("").equals(service) || name.asString("").equals("*"));
    }

    /** The AWS principals of a statement's principal, as written; {@code *} is everybody. */
    static Stream<String> accounts(JsonNode principal) {
        return oneOrMany(principal.isObject() ? principal.path("AWS") : principal)
                .map(each -> each.isString() ? each.stringValue() : each.toString());
    }

    /** True if an action of the statement matches; actions know no case, and have wildcards. */
    static boolean hasAction(JsonNode statement, String action) {
        return oneOrMany(statement.path("Action")).anyMatch(pattern -> matches(pattern.asString(""), action));
    }

    static Stream<JsonNode> oneOrMany(JsonNode value) {
        return value.isArray() ? value.valueStream() : value.isMissingNode() ? Stream.empty() : Stream.of(value);
    }

    /** True if a text matches a pattern with {@code *} and {@code ?}, in any case. */
    static boolean matches(String pattern, String text) {
        var regex = Stream.of(pattern.toLowerCase(Locale.ROOT).split("(?<=[*?])|(?=[*?])", -1))
                .map(part -> part.equals("*") ? ".*" : part.equals("?") ? "." : Pattern.quote(part))
                .reduce("", String::concat);
        return text.toLowerCase(Locale.ROOT).matches(regex);
    }
}
