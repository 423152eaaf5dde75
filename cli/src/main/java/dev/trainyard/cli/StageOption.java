package dev.trainyard.cli;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.aws.Target;
import dev.trainyard.cli.terminal.UsageException;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageNames;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which stage a command means, and on which AWS. */
final class StageOption {

    @Option(names = "--stage", required = true, description = "stage of the configuration")
    private String stage = "";

    @Mixin
    private TargetOption targets = new TargetOption();

    /**
     * The stage that was named.
     *
     * @param target AWS or the kept rehearsal
     * @param platform the configuration
     * @param config of the stage
     */
    record Chosen(Target target, PlatformConfig platform, StageConfig config) {

        StageNames names() {
            return platform.names(config);
        }

        /** Clients that read. */
        Clients reading() {
            return target.account(config.account(), config.region());
        }

        /** Clients that change and invoke. */
        Clients acting() {
            return target.acting(config.account(), config.region());
        }
    }

    Chosen chosen() {
        Target target = targets.target();
        PlatformConfig platform = targets.config();
        return platform.stages().stream()
                .filter(config -> config.stage().equals(stage))
                .findFirst()
                .map(config -> new Chosen(target, platform, config))
                .orElseThrow(() -> new UsageException("there is no stage '%s'; config/pipeline.yaml has %s"
                        .formatted(
                                stage,
                                platform.stages().stream()
                                        .map(StageConfig::stage)
                                        .toList())));
    }
}
