package dev.trainyard.cli.report;

import dev.trainyard.cli.failure.Explanation;
import dev.trainyard.cli.ledger.Ledger;
import dev.trainyard.cli.ledger.Ledger.State;
import dev.trainyard.cli.pipeline.ActionRun;
import dev.trainyard.cli.pipeline.PipelineRun;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a run went, in one line.
 *
 * @param tone its colour
 * @param words {@code green}, {@code red: dev/Release failed}, {@code not rehearsed: ...}
 * @param counts of the four states; empty on AWS
 */
public record Verdict(Tone tone, String words, Optional<Map<State, Integer>> counts) {

    /** How the stand-in's reason begins for what it keeps and cannot run. */
    private static final String NOT_REHEARSED = "NotRehearsed: ";

    /** The colour of a verdict. */
    public enum Tone {
        GREEN,
        RED,
        PENDING,
        /** It succeeded where nobody's permissions were judged, which proves less. */
        RELAXED,
        /** It ended well under faults that all struck. */
        SURVIVED,
        /** It ended well, and a fault that was asked for met nothing. */
        UNSTRUCK
    }

    public static Verdict of(RunFacts facts) {
        Verdict judged = UnderFaults.of(inFairWeather(facts), facts);
        boolean relaxed =
                facts.ledger().map(ledger -> ledger.settings().isRelaxed()).orElse(false);
        return relaxed ? judged.relaxed() : judged;
    }

    private Verdict relaxed() {
        return new Verdict(
                tone == Tone.GREEN ? Tone.RELAXED : tone,
                "RELAXED, nobody's permissions were judged; else " + words,
                counts);
    }

    private static Verdict inFairWeather(RunFacts facts) {
        Optional<Map<State, Integer>> counts = facts.ledger().map(Ledger::counts);
        if (facts.failure().isPresent() || facts.run().status() == PipelineRun.Status.FAILED) {
            return new Verdict(Tone.RED, facts.failure().map(Verdict::inWords).orElse("red"), counts);
        }
        if (facts.pending().isPresent()) {
            return new Verdict(Tone.PENDING, "pending: " + facts.pending().get() + " waits for an answer", counts);
        }
        return switch (facts.run().status()) {
            case SUCCEEDED -> new Verdict(Tone.GREEN, "green", counts);
            case STOPPED, STOPPING ->
                new Verdict(
                        Tone.GREEN,
                        "green as far as it went" + reached(facts) + "; the rest was not rehearsed",
                        counts);
            default -> new Verdict(Tone.PENDING, "still running", counts);
        };
    }

    /** What a rehearsal cannot run is no mistake of the user's, and no success either. */
    private static String inWords(Explanation failure) {
        return failure.causes().stream()
                .filter(cause -> cause.contains(NOT_REHEARSED))
                .findFirst()
                .map(cause ->
                        "not rehearsed: %s needs what a rehearsal cannot run (%s); what follows it was not reached"
                                .formatted(failure.action(), firstSentence(cause)))
                .orElseGet(() -> "red: " + failure.action() + " failed");
    }

    private static String firstSentence(String cause) {
        return cause.substring(cause.indexOf(NOT_REHEARSED) + NOT_REHEARSED.length())
                .split("\\.(\\s|$)", 2)[0];
    }

    private static String reached(RunFacts facts) {
        return facts.actions().stream()
                .filter(action -> action.status() == ActionRun.Status.SUCCEEDED)
                .reduce((first, second) -> second)
                .map(action -> " (until " + action.stage() + ")")
                .orElse("");
    }

    /** The line: {@code green: 61 executed, 3 substituted, 24 recorded, 5 untouched}. */
    public String line() {
        return words + counts.map(each -> " · " + spoken(each)).orElse("");
    }

    private static String spoken(Map<State, Integer> counts) {
        return Stream.of(State.values())
                .map(state -> counts.getOrDefault(state, 0) + " " + state.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
