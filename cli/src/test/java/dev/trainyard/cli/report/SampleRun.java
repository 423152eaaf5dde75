package dev.trainyard.cli.report;

import dev.trainyard.cli.failure.Explanation;
import dev.trainyard.cli.ledger.Ledger;
import dev.trainyard.cli.ledger.Ledger.State;
import dev.trainyard.cli.pipeline.ActionRun;
import dev.trainyard.cli.pipeline.Pipeline;
import dev.trainyard.cli.pipeline.PipelineRun;
import dev.trainyard.cli.stage.Judgement;
import dev.trainyard.cli.stage.StageFacts;
import dev.trainyard.cli.workflow.Visit;
import dev.trainyard.cli.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run as a report meets it. */
final class SampleRun {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final List<Pipeline.Stage> stages = new ArrayList<>();
    private final List<ActionRun> actions = new ArrayList<>();
    private PipelineRun.Status status = PipelineRun.Status.SUCCEEDED;
    private Optional<Explanation> failure = Optional.empty();
    private Optional<String> pending = Optional.empty();
    private List<Ledger.Entry> jobs = List.of();
    private String identity = "enforced";
    private String message = "Train on more cars";
    private List<Ledger.MetFault> faults = List.of();
    private long seconds;

    SampleRun() {
        stage("Source", "Source");
        stage("Build", "Build");
        stage("UpdatePipeline", "SelfMutate");
        stage("Assets", "FileAssets");
        stage("dev", deploying("dev", "Release", "Verify"));
        stage("staging", deploying("staging", "LocalStack", "Release", "Verify"));
        stage("prod", deploying("prod", "LocalStack", "Approve", "Release", "Verify"));
    }

    SampleRun relaxed() {
        identity = "relaxed";
        return this;
    }

    private static String[] deploying(String stage, String... more) {
        List<String> names = new ArrayList<>();
        for (String stack : List.of("network", "data", "ml")) {
            names.add("trainyard-" + stage + "-" + stack + ".Prepare");
            names.add("trainyard-" + stage + "-" + stack + ".Deploy");
        }
        names.addAll(List.of(more));
        return names.toArray(String[]::new);
    }

    private void stage(String name, String... names) {
        stages.add(new Pipeline.Stage(
                name,
                List.of(names).stream()
                        .map(action -> new Pipeline.Action(action, provider(action), 1))
                        .toList()));
    }

    private static String provider(String action) {
        if (action.contains(".")) {
            return "CloudFormation";
        }
        return action.equals("Approve") ? "Manual" : "CodeBuild";
    }

    SampleRun ranUntil(String last, ActionRun.Status end) {
        for (Pipeline.Stage stage : stages) {
            for (Pipeline.Action action : stage.actions()) {
                boolean isLast = last.equals(stage.name() + "/" + action.name());
                run(stage, action, isLast ? end : ActionRun.Status.SUCCEEDED);
                if (isLast) {
                    return this;
                }
            }
        }
        throw new IllegalArgumentException(last);
    }

    private void run(Pipeline.Stage stage, Pipeline.Action action, ActionRun.Status end) {
        Instant began = NOON.plusSeconds(seconds);
        seconds += 3;
        actions.add(new ActionRun(
                stage.name() + action.name(),
                stage.name(),
                action.name(),
                action.provider(),
                end,
                began,
                NOON.plusSeconds(seconds),
                "",
                ""));
    }

    SampleRun failed(Explanation why) {
        status = PipelineRun.Status.FAILED;
        failure = Optional.of(why);
        return this;
    }

    SampleRun waitsFor(String approval) {
        status = PipelineRun.Status.IN_PROGRESS;
        pending = Optional.of(approval);
        return this;
    }

    SampleRun message(String text) {
        message = text;
        return this;
    }

    RunFacts facts() {
        var run = new PipelineRun(
                "7c1e2a90-run", status, NOON, NOON.plusSeconds(seconds), "3f2c9d1e8a77b6540c1d", message);
        return new RunFacts(
                "trainyard",
                "the rehearsal at https://127.0.0.1:4567",
                run,
                stages,
                actions,
                List.of(dev()),
                Optional.of(ledger().with(jobs)),
                failure,
                pending,
                Optional.of("17.2 miles per gallon, says prod"),
                Optional.of(SampleSight.permissions()),
                Optional.of(SampleSight.reach()),
                Map.of("dev/Release", List.of("workflow started", "<script>alert(1)</script>")));
    }

    private static StageFacts dev() {
        var path = List.of(
                new Visit("Preprocess", NOON, Optional.of(NOON.plusMillis(1200))),
                new Visit("Train", NOON, Optional.of(NOON.plusMillis(3400))),
                new Visit("Gate", NOON, Optional.empty()));
        return new StageFacts(
                "dev",
                "222222222222",
                "us-east-1",
                List.of(
                        resource("Vpc", "AWS::EC2::VPC", "vpc-0a1b2c"),
                        resource(
                                "Workflow",
                                "AWS::StepFunctions::StateMachine",
                                "arn:aws:states:us-east-1:222222222222:stateMachine:x"),
                        resource("Dashboard", "AWS::CloudWatch::Dashboard", "trainyard-dev")),
                Optional.of(new Workflow.Execution("arn:aws:states:execution", "SUCCEEDED", path, "")),
                Optional.of(new StageFacts.ModelFacts(
                        "arn:aws:sagemaker:us-east-1:222222222222:model-package/trainyard-dev/1",
                        Map.of("outOfFoldR2", "0.87263", "testR2", "0.861", "commit", "3f2c9d1e"))),
                Optional.of(new Judgement(
                        true,
                        List.of("out-of-fold R² 0.873 is at least 0.7"),
                        List.of(
                                new Judgement.Rule("minimum-r2", "0.8726", "0.7", true),
                                new Judgement.Rule("enough-rows", "37", "100", false)),
                        Optional.of("<!doctype html><p>predicted & actual"))));
    }

    private static StageFacts.Resource resource(String id, String type, String physical) {
        return new StageFacts.Resource("trainyard-dev-ml", id, physical, type, "CREATE_COMPLETE");
    }

    SampleRun keptJob(String id, String reason) {
        jobs = List.of(entry("job", "no workflow", id, State.RECORDED, reason));
        return this;
    }

    SampleRun met(Ledger.MetFault... met) {
        faults = List.of(met);
        return this;
    }

    private Ledger ledger() {
        return new Ledger(
                List.of(
                        entry("resource", "trainyard-dev-ml", "Vpc", State.RECORDED, "no packets travel"),
                        entry("resource", "trainyard-dev-ml", "Workflow", State.EXECUTED, null),
                        entry(
                                "action",
                                "7c1e2a90-run",
                                "staging/LocalStack",
                                State.SUBSTITUTED,
                                "LocalStack needs Docker")),
                new Ledger.Settings(0.05, identity, faults));
    }

    private static Ledger.Entry entry(String kind, String scope, String id, State state, @Nullable String reason) {
        return new Ledger.Entry("222222222222", "us-east-1", kind, scope, id, "type", state, reason);
    }
}
