package dev.trainyard.cli.pipeline;

import dev.trainyard.cli.pipeline.Pipeline.Hold;
import dev.trainyard.cli.pipeline.Pipeline.Stage;
import java.util.List;
import java.util.Optional;

/** How far a run may go: the stage behind the last wanted one is held, so that not one action of it begins. */
final class Limit {

    /** By this the holds of rehearsals are told from those that a person set. */
    private static final String REASON = "trainyard rehearse --until ";

    private final Pipeline pipeline;
    private final Optional<String> until;

    /** @param until name of the last stage to run, inclusive; empty: no limit */
    Limit(Pipeline pipeline, Optional<String> until) {
        this.pipeline = pipeline;
        this.until = until;
    }

    /** Holds what is behind the limit, and nothing else that an earlier rehearsal may have held. */
    void set() {
        Optional<Hold> wanted = behind().map(stage -> new Hold(stage, REASON + until.orElseThrow()));
        pipeline.holds().stream()
                .filter(hold -> hold.reason().startsWith(REASON)
                        && wanted.filter(hold::equals).isEmpty())
                .forEach(hold -> pipeline.release(hold.stage()));
        wanted.ifPresent(pipeline::hold);
    }

    void lift() {
        behind().ifPresent(pipeline::release);
    }

    private Optional<String> behind() {
        List<String> names = pipeline.stages().stream().map(Stage::name).toList();
        return until.map(names::indexOf)
                .filter(index -> index >= 0 && index + 1 < names.size())
                .map(index -> names.get(index + 1));
    }
}
