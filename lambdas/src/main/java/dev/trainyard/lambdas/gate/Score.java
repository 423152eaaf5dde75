package dev.trainyard.lambdas.gate;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One number of an evaluation, or why there is none.
 *
 * <p>JSON has neither NaN nor infinity, but a number such as {@code 1e999} becomes one.
 */
sealed interface Score {

    /** @param value finite */
    record Known(double value) implements Score {}

    /** @param reason what was found in its place */
    record Unknown(String reason) implements Score {}

    /** An R²: finite and at most 1. */
    static Score r2(Evaluation.Document evaluation, String member) {
        return number(evaluation, member) instanceof Known(double r2) && r2 > 1
                ? wrong(evaluation, member, "finite and at most 1", at(evaluation, member))
                : number(evaluation, member);
    }

    /** A count: whole and not negative. */
    static Score count(Evaluation.Document evaluation, String member) {
        return number(evaluation, member) instanceof Known(double count) && (count < 0 || count != Math.rint(count))
                ? wrong(evaluation, member, "a whole number, 0 or more", at(evaluation, member))
                : number(evaluation, member);
    }

    /** The reasons of those that are unknown. */
    static String whyUnknown(Score... scores) {
        return Stream.of(scores)
                .map(score -> score instanceof Unknown(String reason) ? reason : "")
                .filter(reason -> !reason.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static Score number(Evaluation.Document evaluation, String member) {
        var found = at(evaluation, member);
        if (found.isMissingNode()) {
            return new Unknown("%s has no %s".formatted(evaluation.where(), member));
        }
        if (!found.isNumber()) {
            return wrong(evaluation, member, "a number", found);
        }
        return Double.isFinite(found.doubleValue())
                ? new Known(found.doubleValue())
                : wrong(evaluation, member, "finite", found);
    }

    private static Score wrong(Evaluation.Document evaluation, String member, String allowed, JsonNode found) {
        return new Unknown(
                "%s in %s must be %s, got %s".formatted(member, evaluation.where(), allowed, Words.of(found)));
    }

    private static JsonNode at(Evaluation.Document evaluation, String member) {
        return evaluation.json().at("/" + member.replace('.', '/'));
    }
}
