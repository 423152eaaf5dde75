package dev.trainyard.cli.standin;

import dev.trainyard.cli.aws.StandInReady;
import dev.trainyard.cli.process.HostEnvironment;
import dev.trainyard.cli.process.Invocation;
import dev.trainyard.cli.process.Leash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@code cdk} command against the stand-in and nothing else.
 *
 * @param node directory with {@code bin/node}
 * @param modules the {@code node_modules} directory
 * @param ready the stand-in
 * @param state for the home directory and logs of the command
 * @param host the environment of this machine
 */
public record CdkCli(Path node, Path modules, StandInReady ready, StateDirectory state, Map<String, String> host) {

    /** Runs one command as the root of an account. */
    public void run(Leash leash, String what, String account, String region, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(node.resolve("bin/node").toString());
        command.add(modules.resolve("aws-cdk/bin/cdk").toString());
        command.addAll(arguments);
        command.addAll(List.of("--no-color", "--no-notices", "--no-version-reporting"));
        Path home = homeOf(account, region);
        Path log = state.log("cdk-" + arguments.getFirst() + "-" + account + "-" + region);
        leash.run(new Invocation(what, command, home, environment(account, region, home), log));
    }

    private Path homeOf(String account, String region) {
        try {
            return Files.createDirectories(state.home().resolve("cdk-" + account + "-" + region));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> environment(String account, String region, Path home) {
        Map<String, String> environment = new TreeMap<>(HostEnvironment.plain(host));
        environment.put("HOME", home.toString());
        environment.put("CI", "true");
        environment.put("AWS_ENDPOINT_URL", ready.endpoint());
        environment.put("AWS_REGION", region);
        environment.put("AWS_DEFAULT_REGION", region);
        environment.put("AWS_ACCESS_KEY_ID", account);
        environment.put("AWS_SECRET_ACCESS_KEY", "rehearsal");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_CONFIG_FILE", home.resolve("no-config").toString());
        environment.put(
                "AWS_SHARED_CREDENTIALS_FILE", home.resolve("no-credentials").toString());
        environment.put("AWS_CA_BUNDLE", ready.caBundle());
        environment.put("NODE_EXTRA_CA_CERTS", ready.caBundle());
        return environment;
    }
}
