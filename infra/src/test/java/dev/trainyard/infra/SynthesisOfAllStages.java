package dev.trainyard.infra;

import java.nio.file.Path;

/** Synthesizes every stage into the directory given. */
final class SynthesisOfAllStages {

    private SynthesisOfAllStages() {}

    public static void main(String[] arguments) {
        var app = Stages.app(Path.of(arguments[0]));
        Stages.all().forEach(stage -> Stages.in(app, stage));
        app.synth();
    }
}
