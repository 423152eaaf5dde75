package dev.trainyard.cli.standin;

import dev.trainyard.cli.aws.StackOutputs;
import dev.trainyard.cli.aws.Target;
import dev.trainyard.cli.process.Leash;
import dev.trainyard.config.PlatformConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code cdk bootstrap} of every account and region of the configuration, as the first real deployment needs it too. */
public final class Bootstrap {

    private static final String STACK = "CDKToolkit";

    private final PlatformConfig config;
    private final CdkCli cdk;

    public Bootstrap(PlatformConfig config, CdkCli cdk) {
        this.config = config;
        this.cdk = cdk;
    }

    /**
     * One account in one region.
     *
     * @param account 12 digits
     * @param region where in it
     */
    public record Environment(String account, String region) {}

    /** Returns the environments that are not bootstrapped yet, each once. */
    public List<Environment> missing(Target target) {
        return environments(config).stream()
                .filter(place -> StackOutputs.find(
                                target.account(place.account(), place.region()).cloudFormation(), STACK)
                        .isEmpty())
                .toList();
    }

    static Set<Environment> environments(PlatformConfig config) {
        Set<Environment> places = new LinkedHashSet<>();
        places.add(
                new Environment(config.pipeline().account(), config.pipeline().region()));
        config.stages().forEach(stage -> places.add(new Environment(stage.account(), stage.region())));
        return places;
    }

    /** Bootstraps one environment; those of stages trust the tools account. */
    public void run(Leash leash, Environment place) {
        List<String> arguments = new ArrayList<>(List.of(
                "bootstrap",
                "aws://%s/%s".formatted(place.account(), place.region()),
                "--cloudformation-execution-policies",
                "arn:aws:iam::aws:policy/AdministratorAccess"));
        String tools = config.pipeline().account();
        if (!place.account().equals(tools)) {
            arguments.addAll(List.of("--trust", tools));
        }
        cdk.run(leash, "cdk bootstrap of account " + place.account(), place.account(), place.region(), arguments);
    }
}
