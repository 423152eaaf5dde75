package dev.trainyard.engine.buildspec;

import java.util.List;

/**
 * Commands of one phase.
 *
 * @param finallyCommands run whether or not a command failed
 */
public record Phase(PhaseName name, List<String> commands, List<String> finallyCommands, OnFailure onFailure) {
    /** What a failed command of the phase does to the build. */
    public enum OnFailure {
        /** As CodeBuild does unless told otherwise: post_build still follows a failed build phase, nothing else. */
        UNSAID,
        ABORT,
        CONTINUE
    }
}
