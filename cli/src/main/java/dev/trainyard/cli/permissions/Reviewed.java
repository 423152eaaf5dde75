package dev.trainyard.cli.permissions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What may stand though no rehearsal used it, and each {@code *}, with its reason: {@code reviewed.yaml}, read by people.
 *
 * @param wildcards actions that may be granted on everything, or as a pattern
 * @param patterns resources that may be granted by a pattern of their names
 * @param unused grants that stand unused
 * @param untaken transitions that no test takes
 */
public record Reviewed(List<Wildcard> wildcards, List<Pattern> patterns, List<Unused> unused, List<Untaken> untaken) {

    public Reviewed {
        wildcards = List.copyOf(wildcards);
        patterns = List.copyOf(patterns);
        unused = List.copyOf(unused);
        untaken = List.copyOf(untaken);
    }

    /**
     * @param actions as policies write them; {@code *} in them stands for anything
     * @param role the role alone that it is for; of none for all
     * @param reason why AWS forces it
     */
    public record Wildcard(List<String> actions, Optional<String> role, String reason) {

        public boolean covers(String inRole, String action) {
            return role.map(pattern -> matches(pattern, inRole)).orElse(true)
                    && actions.stream().anyMatch(pattern -> matches(pattern, action));
        }
    }

    /**
     * @param of the roles that have each resource: construct paths below the stage, by the resource as written
     * @param reason why no narrower name can be given
     */
    public record Pattern(Map<String, List<String>> of, String reason) {

        public boolean covers(String inRole, String resource) {
            return of.getOrDefault(resource, List.of()).contains(inRole);
        }
    }

    /**
     * @param of the actions as policies write them, by the role's construct path below the stage
     * @param resource part of the resource as written, where only that one is meant
     * @param reason why it stands
     */
    public record Unused(Map<String, List<String>> of, Optional<String> resource, String reason) {

        public boolean covers(String inRole, String action, String on) {
            return of.getOrDefault(inRole, List.of()).contains(action)
                    && resource.map(on::contains).orElse(true);
        }
    }

    /**
     * @param machine construct path below the stage
     * @param from state, or states by {@code *}
     * @param to state
     * @param reason why no test takes it
     */
    public record Untaken(String machine, List<String> from, String to, String reason) {

        public boolean covers(String ofMachine, String start, String end) {
            return machine.equals(ofMachine)
                    && from.stream().anyMatch(pattern -> matches(pattern, start))
                    && matches(to, end);
        }
    }

    /** Returns the file's content. */
    public static Reviewed load() {
        try (InputStream in = Objects.requireNonNull(Reviewed.class.getResourceAsStream("reviewed.yaml"))) {
            return YAMLMapper.builder().build().readValue(in, Reviewed.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns why this may be granted on everything. */
    public Optional<String> whyEverything(String role, String action) {
        return wildcards.stream()
                .filter(each -> each.covers(role, action))
                .findFirst()
                .map(Wildcard::reason);
    }

    /** Returns why this resource may be granted by a pattern. */
    public Optional<String> whyPattern(String role, String resource) {
        return patterns.stream()
                .filter(each -> each.covers(role, resource))
                .findFirst()
                .map(Pattern::reason);
    }

    /** Returns why no test takes this transition. */
    public Optional<String> whyUntaken(String machine, String from, String to) {
        return untaken.stream()
                .filter(each -> each.covers(machine, from, to))
                .findFirst()
                .map(Untaken::reason);
    }

    /** Returns why this stands though nothing used it. */
    public Optional<String> whyUnused(String role, String action, String resource) {
        return unused.stream()
                .filter(each -> each.covers(role, action, resource))
                .findFirst()
                .map(Unused::reason);
    }

    private static boolean matches(String pattern, String text) {
        String regex = java.util.regex.Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        return text.equals(pattern) || text.matches(regex);
    }
}
