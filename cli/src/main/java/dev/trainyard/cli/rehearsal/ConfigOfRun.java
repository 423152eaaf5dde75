package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.standin.StateDirectory;
import dev.trainyard.cli.standin.Workplace;
import dev.trainyard.config.ConfigException;
import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.PlatformConfig;
import java.nio.file.Files;

/** The configuration that a rehearsal prepares by. */
public final class ConfigOfRun {

    private ConfigOfRun() {}

    /**
     * Loads the clone's. Where a kept rehearsal already stands, a mistake in it is not ours to find: the last one that
     * loaded is used, and the Build says what is wrong, as it would on AWS.
     */
    public static PlatformConfig load(Workplace workplace, StateDirectory state) {
        try {
            PlatformConfig config = ConfigLoader.load(workplace.config());
            state.rememberConfig(workplace.config());
            return config;
        } catch (ConfigException e) {
            if (state.running().isPresent() && Files.exists(state.lastConfig())) {
                return ConfigLoader.load(state.lastConfig());
            }
            throw e;
        }
    }
}
