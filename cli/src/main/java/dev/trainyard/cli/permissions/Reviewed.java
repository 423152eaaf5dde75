package dev.trainyard.cli.permissions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What may stand though no rehearsal used it, and each {@code *}, with its reason: {@code reviewed.yaml}, read by people.
 *
 * @param wildcards actions that may be granted on everything, or as a pattern
 * @param unused grants that stand unused
 * @param untaken transitions that no test takes
 */
public record Reviewed(List<Wildcard> wildcards, List<Unused> unused, List<Untaken> untaken) {

    public Reviewed {
        wildcards = List.copyOf(wildcards);
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
     * @param role construct path below the stage
     * @param actions as policies write them
     * @param resource part of the resource as written, where only that one is meant
     * @param reason why it stands
     */
    public record Unused(String role, List<String> actions, Optional<String> resource, String reason) {

        public boolean covers(String inRole, String action, String on) {
            return matches(role, inRole)
                    && actions.stream().anyMatch(pattern -> matches(pattern, action))
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

    /** Returns why this stands though nothing used it. */
    public Optional<String> whyUnused(String role, String action, String resource) {
        return unused.stream()
                .filter(each -> each.covers(role, action, resource))
                .findFirst()
                .map(Unused::reason);
    }

    private static boolean matches(String pattern, String text) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        return text.equals(pattern) || text.matches(regex);
    }
}
