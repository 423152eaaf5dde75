package dev.trainyard.cli.release;

import dev.trainyard.cli.release.Training.Progress;
import dev.trainyard.cli.release.Training.WorkflowInput;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** One execution of the workflow, followed to its end. */
public final class WorkflowRun {

    private final Training training;
    private final InstantSource clock;
    private final Consumer<Integer> pause;
    private final Consumer<String> say;

    /** @param pause between two looks; told how many there were */
    public WorkflowRun(Training training, InstantSource clock, Consumer<Integer> pause, Consumer<String> say) {
        this.training = training;
        this.clock = clock;
        this.pause = pause;
        this.say = say;
    }

    /** Runs it and returns its ARN; fails saying which state failed and why. */
    String run(String name, WorkflowInput input) {
        Instant began = clock.instant();
        String execution = training.start(name, input);
        say.accept("workflow " + execution);
        int said = 0;
        for (int looks = 0; ; looks++) {
            Progress progress = training.progress(execution);
            for (String state :
                    progress.states().subList(said, progress.states().size())) {
                say.accept("  %s  %s".formatted(clockTime(began), state));
            }
            said = progress.states().size();
            if (!progress.status().equals("RUNNING")) {
                return ended(execution, progress);
            }
            pause.accept(looks);
        }
    }

    private String clockTime(Instant began) {
        Duration since = Duration.between(began, clock.instant());
        return "%02d:%02d".formatted(since.toMinutes(), since.toSecondsPart());
    }

    private String ended(String execution, Progress progress) {
        if (progress.status().equals("SUCCEEDED")) {
            return execution;
        }
        throw new IllegalStateException("the workflow ended %s\n%s"
                .formatted(progress.status(), String.join("\n", training.causes(execution))));
    }
}
