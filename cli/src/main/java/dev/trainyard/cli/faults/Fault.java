package dev.trainyard.cli.faults;

import java.util.List;
import java.util.Map;

/**
 * One fault (contract {@code faults}).
 *
 * @param name by which it is asked for
 * @param aws what AWS does
 * @param strikes where, and how often
 * @param expected what the pipeline and the workflow make of it
 * @param outcomes of a rehearsal, by config: {@code default} or an example's name
 * @param words of which a failure has to say one
 * @param sources of what AWS does
 */
public record Fault(
        String name,
        String aws,
        String strikes,
        String expected,
        Map<String, Outcome> outcomes,
        List<String> words,
        List<String> sources) {

    /** How a rehearsal under a fault ends. */
    public enum Outcome {
        /** As without the fault. */
        RECOVERS,
        /** The workflow fails, and tells the topic. */
        NOTIFIED,
        /** The pipeline fails before the workflow. */
        RED,
        /** It met nothing. */
        UNSTRUCK
    }

    public Fault {
        outcomes = Map.copyOf(outcomes);
        words = List.copyOf(words);
        sources = List.copyOf(sources);
    }
}
