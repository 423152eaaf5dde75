package dev.trainyard.cli;

import dev.trainyard.cli.aws.AssumedRole;
import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.failure.Explainer;
import dev.trainyard.cli.json.Json;
import dev.trainyard.cli.release.DataArrival;
import dev.trainyard.cli.release.Release;
import dev.trainyard.cli.release.ReleaseFacts;
import dev.trainyard.cli.release.S3RawData;
import dev.trainyard.cli.release.StageOutputs;
import dev.trainyard.cli.waiting.Waiter;
import dev.trainyard.cli.workflow.FollowedExecution;
import dev.trainyard.cli.workflow.StepFunctionsMachine;
import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageNames;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** {@code trainyard release}. */
@Command(
        name = "release",
        description =
                "Brings data where there is none, runs a stage's workflow, keeps the facts: the pipeline's Release step.",
        mixinStandardHelpOptions = true)
final class ReleaseCommand implements Callable<Integer> {

    @Option(names = "--stage", required = true, description = "stage of the configuration")
    private String stage = "";

    @Option(
            names = "--config",
            defaultValue = "config",
            description = "directory of the configuration (${DEFAULT-VALUE})")
    private Path config = Path.of("config");

    @Option(
            names = "--sample",
            defaultValue = "sample/auto-mpg.csv",
            description = "data for a stage with data.sample (${DEFAULT-VALUE})")
    private Path sample = Path.of("sample/auto-mpg.csv");

    private final Map<String, String> environment = System.getenv();
    private final Consumer<String> say = System.out::println;

    @Override
    public Integer call() {
        PlatformConfig platform = ConfigLoader.load(config);
        StageConfig target = platform.stage(stage);
        StageNames names = platform.names(target);
        Clients account = AssumedRole.in(target.account(), names.releaseRole(), target.region());
        StageOutputs outputs = StageOutputs.read(account.cloudFormation(), names);
        ReleaseFacts facts = run(release(target, account, outputs));
        account.ssm()
                .putParameter(request -> request.name(names.releaseParameter())
                        .value(Json.write(facts))
                        .type(ParameterType.STRING)
                        .overwrite(true));
        say.accept("facts in " + names.releaseParameter() + ": " + facts.outcome());
        return ExitCode.GREEN;
    }

    /** The step's role reads no templates: a refusal is told without what made the role. */
    private ReleaseFacts run(Release release) {
        try {
            return release.run(order());
        } catch (FollowedExecution.FailedException e) {
            Explainer.refusalsAlone(stage + " / Release", e.causes()).forEach(say);
            throw e;
        }
    }

    private Release release(StageConfig target, Clients account, StageOutputs outputs) {
        var waiter = Waiter.ofThisMachine();
        var arrival = new DataArrival(
                new S3RawData(account.s3(), outputs.rawBucket()),
                Optional.of(sample).filter(file -> target.data().sample()),
                new DataArrival.Waiting(target.data().maxWait(), waiter),
                say);
        var run = new FollowedExecution(new StepFunctionsMachine(account, outputs.stateMachine()), waiter, say);
        return new Release(outputs.endpoint(), arrival, run, say);
    }

    private Release.Order order() {
        String execution = environment.get("PIPELINE_EXECUTION_ID");
        if (execution == null) {
            return new Release.Order("manual", Long.toString(Instant.now().getEpochSecond()), commit(), "manual");
        }
        return new Release.Order(
                execution, environment.getOrDefault("CODEBUILD_BUILD_NUMBER", "1"), commit(), "release");
    }

    private @Nullable String commit() {
        return environment.get("COMMIT_ID");
    }
}
