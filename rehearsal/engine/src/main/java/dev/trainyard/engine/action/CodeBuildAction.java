package dev.trainyard.engine.action;

import dev.trainyard.engine.build.Build;
import dev.trainyard.engine.build.BuildPhase;
import dev.trainyard.engine.build.BuildStatus;
import dev.trainyard.engine.build.Builds;
import dev.trainyard.engine.build.PipelineHandover;
import dev.trainyard.engine.pipeline.Action;
import dev.trainyard.engine.pipeline.ActionContext;
import dev.trainyard.engine.pipeline.ActionFailure;
import dev.trainyard.engine.pipeline.ActionRecord;
import dev.trainyard.engine.waiting.TimeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Build/AWS/CodeBuild and Test/AWS/CodeBuild. The build is started and looked at through the public API with the action's
 * role, so that its permissions are judged as on AWS.
 */
public final class CodeBuildAction implements Action {
    private static final Set<String> KNOWN = Set.of("ProjectName", "PrimarySource", "EnvironmentVariables");
    private static final String NO_DOCKER = "LocalStack needs Docker; the same tests ran on a fresh emulator";

    private final Builds builds;
    private final BuildApi api;
    private final SavedArtifacts saved;

    /** @param saved artifacts that may stand for builds */
    public CodeBuildAction(Builds builds, BuildApi api, SavedArtifacts saved) {
        this.builds = builds;
        this.api = api;
        this.saved = saved;
    }

    @Override
    public Map<String, String> run(ActionContext context) throws InterruptedException {
        context.knowsOnly(KNOWN);
        if (saved.standFor(context)) {
            return Map.of();
        }
        String id = api.start(context, builds.announce(handover(context)));
        Build build = builds.find(id)
                .orElseThrow(() -> new ActionFailure("JobFailed", "StartBuild answered with an unknown build " + id));
        context.action().external(id);
        context.action().onAbort(false, () -> build.stop(BuildStatus.STOPPED));
        await(build, context.declaration().timeout());
        api.look(context, id);
        reasons(build).ifPresent(context.action()::substituted);
        if (build.status() != BuildStatus.SUCCEEDED) {
            throw new ActionFailure("JobFailed", words(build));
        }
        return build.exportedVariables();
    }

    private static PipelineHandover handover(ActionContext context) {
        String primary = context.optional("PrimarySource")
                .orElseGet(() -> context.inputs().keySet().iterator().next());
        return new PipelineHandover(
                context.action().record().path(),
                "codepipeline/" + context.execution().definition().name(),
                context.execution()
                        .source()
                        .map(ActionRecord::variables)
                        .map(variables -> variables.get("CommitId"))
                        .orElse(""),
                primary,
                context.inputs(),
                context.outputs());
    }

    /** What acted in place of what was declared, if anything did. */
    private static Optional<String> reasons(Build build) {
        List<String> reasons = new ArrayList<>();
        if (build.request().project().image().privileged()) {
            reasons.add(NO_DOCKER);
        }
        reasons.addAll(build.differences());
        return Optional.of(String.join("; ", reasons)).filter(words -> !words.isEmpty());
    }

    /** In CodePipeline's own words for a failed build. */
    private static String words(Build build) {
        return "Build terminated with state: " + build.status()
                + build.failedPhase().map(CodeBuildAction::words).orElse("");
    }

    private static String words(BuildPhase phase) {
        return ". Phase: " + phase.name() + ", Code: " + phase.code().orElse("") + ", Message: " + phase.message();
    }

    private static void await(Build build, Optional<Duration> limit) throws InterruptedException {
        if (limit.isEmpty()) {
            build.await();
            return;
        }
        try (var _ = TimeLimit.of(limit.get(), () -> build.stop(BuildStatus.TIMED_OUT))) {
            build.await();
        }
    }
}
