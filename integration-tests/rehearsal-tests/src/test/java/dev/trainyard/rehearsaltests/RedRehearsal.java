package dev.trainyard.rehearsaltests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What every red rehearsal has to show. */
final class RedRehearsal {
    private final Rehearsal rehearsal;

    private RedRehearsal(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    /**
     * Is red at this action, ran nothing after it, says so in output and report, and leaves no process behind.
     *
     * @param beside actions of the same run order, which may start as late as this one fails
     */
    static RedRehearsal at(String action, Rehearsal rehearsal, String... beside) {
        assertThat(rehearsal.exitCode()).as(rehearsal.output()).isEqualTo(1);
        assertThat(rehearsal.failed()).as(rehearsal.output()).containsExactly(action);
        assertThat(rehearsal.startedAfterFailure()).as(rehearsal.output()).isSubsetOf(List.of(beside));
        assertThat(Leftovers.after20Seconds()).isEmpty();
        return new RedRehearsal(rehearsal).because("red: " + action + " failed");
    }

    /** Says the cause in the output and in the report. */
    RedRehearsal because(String... words) {
        assertThat(rehearsal.output()).contains(words);
        assertThat(rehearsal.report()).contains(words);
        return this;
    }

    /** None of a stage's actions ran. */
    RedRehearsal withoutStages(String... stages) {
        for (String stage : stages) {
            assertThat(rehearsal.started()).noneMatch(action -> action.startsWith(stage + "/"));
        }
        return this;
    }

    RedRehearsal without(String... actions) {
        assertThat(rehearsal.started()).doesNotContain(actions);
        return this;
    }

    /** Nothing of a rehearsal that is not kept stays on disk. */
    RedRehearsal leavingNoState() {
        assertThat(RepositoryCopy.get().resolve(".trainyard/runs")).isEmptyDirectory();
        return this;
    }
}
