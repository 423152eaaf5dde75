package dev.trainyard.rehearsaltests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.permissions.Permissions.Action;
import dev.trainyard.cli.permissions.Permissions.Grant;
import dev.trainyard.cli.permissions.Reviewed;
import dev.trainyard.cli.permissions.Stageless;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Least privilege holds: what is granted is used by some run of the test suite, or stands reviewed with its reason. */
class GrantsIT {
    private static final Reviewed REVIEWED = Reviewed.load();
    private static final String FILE = "cli/src/main/resources/dev/trainyard/cli/permissions/reviewed.yaml";

    /**
     * One action on the resources of its statement, the same of all stages.
     *
     * @param role construct path below the stage
     * @param action as written
     * @param resources as templates write them
     */
    private record Granted(String role, String action, String resources) implements Comparable<Granted> {
        static Granted of(Grant grant, Action action) {
            return new Granted(
                    Stageless.construct(grant.construct()),
                    action.action(),
                    grant.resources().stream()
                            .map(resource -> Stageless.resource(resource.written(), grant.stack()))
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }

        @Override
        public int compareTo(Granted other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return role + ": " + action + " on " + resources;
        }
    }

    private static Set<Granted> unused() {
        var used = new TreeMap<Granted, Boolean>();
        for (Grant grant : Seen.grants()) {
            grant.actions()
                    .forEach(action -> used.merge(Granted.of(grant, action), action.used() > 0, Boolean::logicalOr));
        }
        return used.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Granted> granted() {
        return Seen.grants().stream()
                .flatMap(grant -> grant.actions().stream().map(action -> Granted.of(grant, action)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Granted> withStar() {
        return Seen.grants().stream()
                .flatMap(grant -> grant.actions().stream()
                        .filter(action ->
                                grant.onEverything() || action.action().contains("*"))
                        .map(action -> Granted.of(grant, action)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each role's resources that are named by a pattern; without an action, for they have several. */
    private static Set<Granted> patterns() {
        return Seen.grants().stream()
                .flatMap(grant -> grant.patterns()
                        .map(resource -> new Granted(Stageless.construct(grant.construct()), "any action", resource)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Predicate<Granted> reviewed() {
        return granted -> REVIEWED.whyUnused(granted.role(), granted.action(), granted.resources())
                .isPresent();
    }

    /** Each role and action of an entry by itself: none may hide behind the others. */
    private static Stream<Reviewed.Unused> each(Reviewed.Unused entry) {
        return entry.of().entrySet().stream()
                .flatMap(role -> role.getValue().stream()
                        .map(action ->
                                new Reviewed.Unused(Map.of(role.getKey(), List.of(action)), entry.resource(), "")));
    }

    @Test
    void whatNothingUsesIsRemovedOrStandsWithItsReason() {
        assertThat(unused().stream().filter(reviewed().negate()))
                .as("granted, and used by no run of the tests: remove it, or say in %s why it stands", FILE)
                .isEmpty();
    }

    @Test
    void everyStarHasItsReason() {
        assertThat(withStar().stream()
                        .filter(granted -> REVIEWED.whyEverything(granted.role(), granted.action())
                                .isEmpty()))
                .as("granted on everything or as a pattern: narrow it, or say in %s what forces it", FILE)
                .isEmpty();
    }

    @Test
    void everyPatternOfNamesHasItsReason() {
        assertThat(patterns().stream()
                        .filter(granted -> REVIEWED.whyPattern(granted.role(), granted.resources())
                                .isEmpty()))
                .as("granted on a pattern of names: name what is meant, or say in %s why that is not known", FILE)
                .isEmpty();
    }

    /** One that is used by now may stand: what identity judges, and what chance a run takes, may differ. */
    @Test
    void everyReasonIsForSomethingGranted() {
        var granted = granted();

        assertThat(REVIEWED.unused().stream().flatMap(GrantsIT::each))
                .as("of %s: granted no longer", FILE)
                .allSatisfy(each ->
                        assertThat(granted).anyMatch(one -> each.covers(one.role(), one.action(), one.resources())));
        assertThat(REVIEWED.wildcards())
                .as("of %s: granted no longer", FILE)
                .allSatisfy(each -> assertThat(each.actions())
                        .allSatisfy(action -> assertThat(withStar())
                                .anyMatch(one -> new Reviewed.Wildcard(List.of(action), each.role(), "")
                                        .covers(one.role(), one.action()))));
        var patterns = patterns();
        assertThat(REVIEWED.patterns())
                .as("of %s: granted no longer", FILE)
                .allSatisfy(each -> each.of()
                        .forEach((resource, roles) -> assertThat(roles)
                                .allSatisfy(role ->
                                        assertThat(patterns).contains(new Granted(role, "any action", resource)))));
    }
}
