package dev.trainyard.cli;

import dev.trainyard.cli.aws.AssumedRole;
import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.json.Json;
import dev.trainyard.cli.release.DataArrival;
import dev.trainyard.cli.release.Release;
import dev.trainyard.cli.release.ReleaseFacts;
import dev.trainyard.cli.release.S3RawData;
import dev.trainyard.cli.release.SageMakerModels;
import dev.trainyard.cli.release.StageOutputs;
import dev.trainyard.cli.release.StepFunctionsTraining;
import dev.trainyard.cli.release.WorkflowRun;
import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageNames;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(300);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final String NO_COMMIT = "0".repeat(40);

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
        ReleaseFacts facts = release(target, account, outputs).run(order());
        account.ssm()
                .putParameter(request -> request.name(names.releaseParameter())
                        .value(Json.write(facts))
                        .type(ParameterType.STRING)
                        .overwrite(true));
        say.accept("facts in " + names.releaseParameter() + ": " + facts.outcome());
        return ExitCode.GREEN;
    }

    private Release release(StageConfig target, Clients account, StageOutputs outputs) {
        var models = new SageMakerModels(account.sageMaker(), outputs.modelPackageGroup(), outputs.endpoint());
        var waiting =
                new DataArrival.Waiting(target.data().maxWait(), InstantSource.system(), () -> sleep(LONGEST_PAUSE));
        var arrival = new DataArrival(
                new S3RawData(account.s3(), outputs.rawBucket()),
                Optional.of(sample).filter(file -> target.data().sample()),
                waiting,
                say);
        var run = new WorkflowRun(
                new StepFunctionsTraining(account, outputs.stateMachine()),
                InstantSource.system(),
                looks -> sleep(pauseAfter(looks)),
                say);
        return new Release(new Release.Stage(models, outputs.codeHash(), outputs.endpoint()), arrival, run, say);
    }

    private Release.Order order() {
        String execution = environment.get("PIPELINE_EXECUTION_ID");
        if (execution == null) {
            return new Release.Order("manual", Long.toString(Instant.now().getEpochSecond()), commit(), "manual");
        }
        return new Release.Order(
                execution, environment.getOrDefault("CODEBUILD_BUILD_NUMBER", "1"), commit(), "release");
    }

    private String commit() {
        return environment.getOrDefault("COMMIT_ID", NO_COMMIT);
    }

    /** Quick at first, for a workflow of seconds; patient with one of hours. */
    private static Duration pauseAfter(int looks) {
        Duration grown = SHORTEST_PAUSE.plus(SHORTEST_PAUSE.multipliedBy(looks).dividedBy(10));
        return grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE;
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
