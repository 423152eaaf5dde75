package dev.trainyard.cli;

import dev.trainyard.cli.aws.StandInReady;
import dev.trainyard.config.PlatformConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a shell must export so that the AWS CLI and the SDKs talk to a kept rehearsal as the root of an account. */
final class ShellSettings {

    private ShellSettings() {}

    /** @param host the environment as it is: a proxy there would be asked for 127.0.0.1, too */
    static List<String> of(StandInReady kept, PlatformConfig config, Map<String, String> host) {
        List<String> lines = new ArrayList<>(List.of(
                "  for the AWS CLI (root of an account; here the pipeline's):",
                "    unset AWS_PROFILE AWS_SESSION_TOKEN",
                "    export AWS_ENDPOINT_URL=" + kept.endpoint(),
                "    export AWS_CA_BUNDLE=" + kept.caBundle(),
                "    export AWS_REGION=%1$s AWS_DEFAULT_REGION=%1$s"
                        .formatted(config.pipeline().region()),
                "    export AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=rehearsal"
                        .formatted(config.pipeline().account())));
        if (Stream.of("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy").anyMatch(host::containsKey)) {
            lines.add("    export NO_PROXY=127.0.0.1 no_proxy=127.0.0.1");
        }
        config.stages()
                .forEach(stage ->
                        lines.add("    %-12s AWS_ACCESS_KEY_ID=%s".formatted(stage.stage() + ":", stage.account())));
        return lines;
    }
}
