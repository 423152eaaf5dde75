package dev.trainyard.cli.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of a stand-in (contract {@code ledger}).
 *
 * @param entries all it has seen
 * @param settings what was not as on AWS
 */
public record Ledger(List<Entry> entries, Settings settings) {

    public Ledger {
        entries = List.copyOf(entries);
    }

    /** Would a mistake in it have turned the run red by its own behaviour? */
    public enum State {
        EXECUTED,
        SUBSTITUTED,
        RECORDED,
        UNTOUCHED
    }

    /**
     * @param account of it
     * @param region of it
     * @param kind resource, action, state or job
     * @param scope stack name, pipeline execution id or execution ARN
     * @param id logical id, {@code stage/action} or state name
     * @param type its type
     * @param state of the four
     * @param reason why, where it is not executed
     */
    public record Entry(
            String account,
            String region,
            String kind,
            String scope,
            String id,
            String type,
            State state,
            @Nullable String reason) {}

    /**
     * @param waitScale by which waits and retry intervals are shortened
     * @param identity {@code enforced}, or {@code relaxed}: nobody's permissions were judged
     * @param faults that AWS was made to have
     */
    public record Settings(double waitScale, String identity, List<MetFault> faults) {
        public Settings {
            faults = List.copyOf(faults);
        }

        /** Tells whether everybody was let do everything. */
        public boolean isRelaxed() {
            return !identity.equals("enforced");
        }
    }

    /**
     * A fault that was asked for.
     *
     * @param name of it
     * @param strikes how often it struck; never: nothing was shown by it
     * @param struck the first of what it struck
     */
    public record MetFault(String name, int strikes, List<String> struck) {
        public MetFault {
            struck = List.copyOf(struck);
        }

        /** How often, in words. */
        public String told() {
            return switch (strikes) {
                case 0 -> name + " (never struck)";
                case 1 -> name + " (struck once)";
                default -> "%s (struck %d times)".formatted(name, strikes);
            };
        }
    }

    /** Returns the entry of one thing. */
    public Optional<Entry> find(String account, String kind, String scope, String id) {
        return entries.stream()
                .filter(entry -> entry.account().equals(account)
                        && entry.kind().equals(kind)
                        && entry.scope().equals(scope)
                        && entry.id().equals(id))
                .findFirst();
    }

    /** Returns this ledger with what it says nothing of. */
    public Ledger with(List<Entry> more) {
        List<Entry> all = new ArrayList<>(entries);
        more.stream()
                .filter(entry -> find(entry.account(), entry.kind(), entry.scope(), entry.id())
                        .isEmpty())
                .forEach(all::add);
        return new Ledger(all, settings);
    }

    /** Returns what one run has to say: all but the actions of other runs. */
    public Ledger ofRun(String pipelineExecution) {
        return new Ledger(
                entries.stream()
                        .filter(entry ->
                                !entry.kind().equals("action") || entry.scope().equals(pipelineExecution))
                        .sorted(Comparator.comparing(Entry::account).thenComparing(Entry::scope))
                        .toList(),
                settings);
    }

    public Map<State, Integer> counts() {
        Map<State, Integer> counts = new EnumMap<>(State.class);
        for (State state : State.values()) {
            counts.put(state, (int)
                    entries.stream().filter(entry -> entry.state() == state).count());
        }
        return counts;
    }
}
