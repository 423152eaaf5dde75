package dev.trainyard.cli.doctor;

import dev.trainyard.config.ConfigException;
import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.Placeholders;
import java.nio.file.Path;
import java.util.List;

/** Whether the configuration is right, and ready for real accounts. */
public final class ConfigCheck {

    private ConfigCheck() {}

    /** Returns a finding a mistake, or one a placeholder; a rehearsal runs with placeholders, AWS does not. */
    public static List<Finding> run(Path directory) {
        try {
            var config = ConfigLoader.load(directory);
            List<String> placeholders = Placeholders.in(config);
            if (placeholders.isEmpty()) {
                return List.of(Finding.fine("configuration: no mistakes, no placeholders"));
            }
            return placeholders.stream()
                    .map(line -> Finding.note("placeholder (fine for rehearsals): " + line))
                    .toList();
        } catch (ConfigException e) {
            return String.valueOf(e.getMessage()).lines().map(Finding::missing).toList();
        }
    }
}
