package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.pipeline.Ending;
import dev.trainyard.cli.report.Verdict;

/**
 * How a rehearsal ended, and what is thought of it.
 *
 * @param kind of the run's end
 * @param tone of the verdict
 */
public record Outcome(Ending.Kind kind, Verdict.Tone tone) {}
