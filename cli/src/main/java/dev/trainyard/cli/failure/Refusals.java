package dev.trainyard.cli.failure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The refusals behind a failure: those that it speaks of itself; where it only hints at one, as S3's bare 403 does, those
 * that the stand-in has on record of the roles it names. The record knows the name of a statement that denies, too.
 */
final class Refusals {

    private static final Pattern HINT =
            Pattern.compile("AccessDenied|Access ?Denied|Forbidden|\\b403\\b|not authorized|permission|\\baccess\\b");

    private final RefusalWords words;
    private final Supplier<List<Refusal>> recorded;

    Refusals(Origins origins, Supplier<List<Refusal>> recorded) {
        this.words = new RefusalWords(origins);
        this.recorded = recorded;
    }

    /**
     * Returns them in our words, the failure's own first.
     *
     * @param place {@code stage / action}
     * @param told what is known of the failure, and its log
     */
    List<String> of(String place, List<String> told) {
        var text = String.join("\n", told);
        var found = new ArrayList<>(Refusal.in(text));
        if (found.stream().allMatch(refusal -> refusal.reason().equals(Refusal.Reason.UNSAID))
                && HINT.matcher(text).find()) {
            var known = behind(text, found);
            found.removeIf(said -> known.stream().anyMatch(refusal -> isSame(said, refusal)));
            found.addAll(known);
        }
        found.replaceAll(this::named);
        return alike(found).values().stream()
                .map(same -> words.of(place, same.getFirst()) + more(same.size() - 1))
                .distinct()
                .toList();
    }

    /** Returns what is on record of the roles named; where there is none, of the buckets: cdk-assets names nothing else. */
    private List<Refusal> behind(String text, List<Refusal> found) {
        var all = recorded.get();
        var known = all.stream()
                .filter(refusal ->
                        text.contains(refusal.principal()) || found.stream().anyMatch(said -> isSame(said, refusal)))
                .toList();
        return known.isEmpty() && found.isEmpty()
                ? all.stream()
                        .filter(refusal -> Arn.of(refusal.resource()).service().equals("s3")
                                && text.contains(Arn.of(refusal.resource()).name()))
                        .toList()
                : known;
    }

    /** Whether a failure speaks of a refusal itself: of others it is not known that it failed of them. */
    static boolean areToldBy(List<String> told) {
        return !Refusal.in(String.join("\n", told)).isEmpty();
    }

    private Refusal named(Refusal said) {
        if (!said.reason().denied() || !said.reason().sid().isEmpty()) {
            return said;
        }
        return recorded.get().stream()
                .filter(other -> other.reason().denied() && isSame(said, other))
                .findFirst()
                .map(other -> said.by(other.reason().sid()))
                .orElse(said);
    }

    /** A state's next try names its job anew. */
    private static Map<List<Object>, List<Refusal>> alike(List<Refusal> found) {
        return found.stream()
                .collect(Collectors.groupingBy(
                        refusal -> List.of(
                                Arn.of(refusal.principal()).name(),
                                refusal.action(),
                                refusal.reason(),
                                Arn.of(refusal.resource()).name().split("[-/]", 2)[0]),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private static String more(int count) {
        return count == 0 ? "" : " So on %d more of its kind.".formatted(count);
    }

    private static boolean isSame(Refusal said, Refusal other) {
        return said.action().equals(other.action())
                && said.resource().equals(other.resource())
                && Stream.of(said, other)
                                .map(each -> Arn.of(each.principal()).name())
                                .distinct()
                                .count()
                        == 1;
    }
}
