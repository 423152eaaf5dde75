package dev.trainyard.pipeline;

import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.Placeholders;
import java.nio.file.Path;

/** Refuses a config that still names nobody's accounts. {@code build.sh} asks, where the build is to be deployed on AWS. */
public final class PlaceholderCheck {

    private PlaceholderCheck() {}

    public static void main(String[] arguments) {
        var found = Placeholders.in(ConfigLoader.load(Path.of("config")));
        if (!found.isEmpty()) {
            System.err.println("The config still has placeholders, which AWS would refuse with less to say:");
            found.forEach(line -> System.err.println("  " + line));
            System.err.println("A rehearsal (./trainyard rehearse) takes them as they are.");
            System.exit(1);
        }
    }
}
