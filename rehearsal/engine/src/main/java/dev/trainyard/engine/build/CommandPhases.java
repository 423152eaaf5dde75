package dev.trainyard.engine.build;

import dev.trainyard.engine.buildspec.Phase;
import dev.trainyard.engine.buildspec.Phase.OnFailure;
import dev.trainyard.engine.buildspec.PhaseName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/**
 * Runs a buildspec's phases in one shell, by CodeBuild's rules: a failed command ends its phase, {@code finally} runs all
 * the same, and post_build follows a failed build phase unless told to abort.
 */
final class CommandPhases {
    private final Build build;
    private final Shell shell;
    private final BuildLog log;
    private final CommandLog commands;
    private final InstantSource clock;

    CommandPhases(Build build, Shell shell, BuildLog log, CommandLog commands, InstantSource clock) {
        this.build = build;
        this.shell = shell;
        this.log = log;
        this.commands = commands;
        this.clock = clock;
    }

    /** @return whether the build may go on to its artifacts */
    boolean run(List<Phase> phases) throws InterruptedException {
        boolean good = true;
        for (Phase phase : phases) {
            if (good || (phase.name() == PhaseName.POST_BUILD && mayFollowFailure(phases))) {
                good &= run(phase);
            }
        }
        return good;
    }

    private boolean mayFollowFailure(List<Phase> phases) {
        return build.status() == BuildStatus.IN_PROGRESS
                && build.failedPhase()
                        .filter(failed -> failed.name().equals(PhaseName.BUILD.name()))
                        .isPresent()
                && phases.stream()
                        .noneMatch(phase -> phase.name() == PhaseName.BUILD && phase.onFailure() == OnFailure.ABORT);
    }

    private boolean run(Phase phase) throws InterruptedException {
        String name = phase.name().name();
        build.enter(name);
        log.container("Entering phase " + name);
        try {
            try {
                runAll(phase, phase.commands());
            } finally {
                runAll(phase, phase.finallyCommands());
            }
            build.leave();
            log.container("Phase complete: " + name + " State: SUCCEEDED");
            return true;
        } catch (BuildFailure e) {
            log.container("Phase complete: " + name + " State: FAILED");
            log.container("Phase context status code: " + e.code() + " Message: " + e.getMessage());
            if (phase.onFailure() == OnFailure.CONTINUE && build.status() == BuildStatus.IN_PROGRESS) {
                build.leave();
                return true;
            }
            build.leave(e);
            return false;
        }
    }

    private void runAll(Phase phase, List<String> lines) throws InterruptedException {
        for (String command : lines) {
            if (build.status() != BuildStatus.IN_PROGRESS) {
                throw new BuildFailure("BUILD_" + build.status(), words());
            }
            log.container("Running command " + command);
            Instant start = clock.instant();
            int status = shell.run(command);
            commands.add(build.request(), phase.name().key(), command, start, clock.instant(), status);
            if (build.status() != BuildStatus.IN_PROGRESS) {
                throw new BuildFailure("BUILD_" + build.status(), words());
            }
            if (status != 0) {
                throw new BuildFailure(
                        "COMMAND_EXECUTION_ERROR",
                        "Error while executing command: " + command + ". Reason: exit status " + status);
            }
        }
    }

    private String words() {
        return "Build " + build.status().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " after "
                + build.request().project().timeout().toMinutes() + " minutes at most";
    }
}
