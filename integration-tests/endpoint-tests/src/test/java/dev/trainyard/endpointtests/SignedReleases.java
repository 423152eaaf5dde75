package dev.trainyard.endpointtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import tools.jackson.databind.json.JsonMapper;

/**
 * Releases of other code to one stage, each by a run of its name. Each release's {@code inference.py} signs what it answers,
 * so the endpoint's answers say which release serves.
 *
 * @param subscriber whom the stage's topic tells
 */
record SignedReleases(DeployedStage stage, Subscriber subscriber) {

    private static final Duration SOON = Duration.ofMinutes(1);

    private static final String SIGNED = """
            _answered = transform_fn

            def transform_fn(model, body, content_type, accept):
                import json
                content, wanted = _answered(model, body, content_type, accept)
                return json.dumps({**json.loads(content), "release": "%s"}), wanted
            """;

    static SignedReleases to(DeployedStage stage) {
        return new SignedReleases(stage, Subscriber.to(stage, stage.output("ml", "NotificationTopicArn")));
    }

    /** @param iterations of gradient boosting: the fewer, the worse */
    void ship(String release, int iterations) {
        ship(release, iterations, archive -> archive);
    }

    /** @param change of the code, beside the signature */
    void ship(String release, int iterations, UnaryOperator<byte[]> change) {
        var worth = SourceArchive.replacing("model.json", "\"max_iter\": \\d+", "\"max_iter\": " + iterations);
        var signed = SourceArchive.appending("inference.py", SIGNED.formatted(release));
        stage.ship(Map.of(SourceArchive.ASSET, archive -> change.apply(signed.apply(worth.apply(archive)))));
    }

    /** The run has succeeded, its model is approved by gate and registry, and answers. */
    void assertServes(WorkflowRun run, String release) {
        assertThat(run.status()).as(run.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(stage.predict()).contains(signature(release));
        assertThat(traces(release).decision().path("approved").asBoolean()).isTrue();
        assertThat(approval(release)).contains(ModelApprovalStatus.APPROVED);
    }

    /** The run has failed in these words, somebody was told them, and the endpoint answers as if nothing had been. */
    void assertStopped(WorkflowRun run, String release, String before, String... words) {
        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(run.cause()).contains(words);
        assertThat(Await.until("the notice of " + release, SOON, () -> notice(release)))
                .contains(words);
        assertThat(stage.predict()).isEqualTo(before).contains("\"release\"").doesNotContain(signature(release));
    }

    /** The rules by which the gate has refused a release. */
    List<String> failedRules(String release) {
        var decision = traces(release).decision();
        assertThat(decision.path("approved").asBoolean(true)).isFalse();
        return decision.path("rules")
                .valueStream()
                .filter(rule -> !rule.path("passed").asBoolean())
                .map(rule -> rule.path("rule").asString())
                .toList();
    }

    /** What the registry says of a release's model; empty: it was never registered. */
    Optional<ModelApprovalStatus> approval(String release) {
        return traces(release).modelPackage().map(it -> it.modelApprovalStatus());
    }

    RunTraces traces(String release) {
        return new RunTraces(stage, release);
    }

    private static String signature(String release) {
        return "\"release\": \"" + release + "\"";
    }

    /** The workflow's own words, beside those of the alarm and of the rule on failed runs. */
    private Optional<String> notice(String release) {
        return subscriber.heard().stream()
                .flatMap(String::lines)
                .map(line -> JsonMapper.shared().readTree(line).path("Message").asString())
                .filter(told -> told.startsWith("State ") && told.endsWith(":" + release))
                .findFirst();
    }
}
