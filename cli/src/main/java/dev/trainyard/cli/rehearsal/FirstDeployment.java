package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.aws.StackOutputs;
import dev.trainyard.cli.aws.Target;
import dev.trainyard.cli.process.Leash;
import dev.trainyard.cli.standin.Bootstrap;
import dev.trainyard.cli.standin.CdkCli;
import dev.trainyard.cli.standin.ProjectTools;
import dev.trainyard.cli.terminal.Steps;
import dev.trainyard.config.PipelineConfig;
import dev.trainyard.config.PlatformConfig;
import java.util.List;

/** What a person does once on AWS: {@code cdk bootstrap} of every account, {@code cdk deploy} of the pipeline's stack. */
final class FirstDeployment {

    private final PlatformConfig config;
    private final CdkCli cdk;
    private final Leash leash;
    private final Steps steps;

    FirstDeployment(PlatformConfig config, CdkCli cdk, Leash leash, Steps steps) {
        this.config = config;
        this.cdk = cdk;
        this.leash = leash;
        this.steps = steps;
    }

    /** Makes what is not there yet; true if the pipeline is new. */
    boolean make(Target target, ProjectTools tools) {
        bootstrapMissing(target);
        boolean isFirst = !isDeployed(target);
        if (isFirst) {
            deploy(tools);
        }
        return isFirst;
    }

    private void bootstrapMissing(Target target) {
        var bootstrap = new Bootstrap(config, cdk);
        List<Bootstrap.Environment> missing = bootstrap.missing(target);
        if (!missing.isEmpty()) {
            steps.step("accounts bootstrapped: " + accounts(missing), () -> {
                new TwoAtATime().each(missing, place -> bootstrap.run(leash, place));
                return true;
            });
        }
    }

    private static String accounts(List<Bootstrap.Environment> places) {
        return String.join(
                ", ",
                places.stream().map(Bootstrap.Environment::account).distinct().toList());
    }

    private boolean isDeployed(Target target) {
        PipelineConfig place = config.pipeline();
        var cloudFormation = target.account(place.account(), place.region()).cloudFormation();
        return StackOutputs.find(cloudFormation, stack()).isPresent();
    }

    private String stack() {
        return config.pipeline().app() + "-pipeline";
    }

    private void deploy(ProjectTools tools) {
        steps.step("pipeline synthesized", () -> {
            tools.synthesize(leash, cdk.state());
            return true;
        });
        PipelineConfig place = config.pipeline();
        List<String> arguments = List.of(
                "deploy",
                "--app",
                cdk.state().assembly().toString(),
                "--exclusively",
                stack(),
                "--require-approval",
                "never",
                "--progress",
                "events");
        steps.step("pipeline deployed to account " + place.account(), () -> {
            cdk.run(leash, "cdk deploy of the pipeline", place.account(), place.region(), arguments);
            return true;
        });
    }
}
