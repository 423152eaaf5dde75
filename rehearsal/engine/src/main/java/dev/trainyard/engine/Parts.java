package dev.trainyard.engine;

import dev.trainyard.engine.action.CloudFormationAction;
import dev.trainyard.engine.action.CodeBuildAction;
import dev.trainyard.engine.action.EmulatorBuildApi;
import dev.trainyard.engine.action.ManualApprovalAction;
import dev.trainyard.engine.action.SavedArtifacts;
import dev.trainyard.engine.action.SourceAction;
import dev.trainyard.engine.aws.ArtifactBucket;
import dev.trainyard.engine.aws.Clients;
import dev.trainyard.engine.aws.ControlChannel;
import dev.trainyard.engine.aws.EmulatorIdentities;
import dev.trainyard.engine.aws.EmulatorLedger;
import dev.trainyard.engine.aws.Identities;
import dev.trainyard.engine.aws.S3ArtifactBucket;
import dev.trainyard.engine.build.BuildRunner;
import dev.trainyard.engine.build.BuildServices;
import dev.trainyard.engine.build.BuildSettings;
import dev.trainyard.engine.build.Builds;
import dev.trainyard.engine.build.CloudWatchLogStreams;
import dev.trainyard.engine.build.CodeBuildOperations;
import dev.trainyard.engine.build.EmulatorProjects;
import dev.trainyard.engine.build.JavaTrustStore;
import dev.trainyard.engine.pipeline.Action;
import dev.trainyard.engine.pipeline.ActionType;
import dev.trainyard.engine.pipeline.Approvals;
import dev.trainyard.engine.pipeline.CodePipelineOperations;
import dev.trainyard.engine.pipeline.Pipelines;
import dev.trainyard.engine.waiting.Waiter;
import dev.trainyard.engine.wire.ApiServer;
import dev.trainyard.engine.wire.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engine's parts, joined. */
final class Parts implements AutoCloseable {
    private final EngineSettings settings;
    private final InstantSource clock = InstantSource.system();
    private final Clients clients;
    private final ControlChannel channel;
    private @Nullable ApiServer server;
    private @Nullable Builds builds;

    Parts(EngineSettings settings) {
        this.settings = settings;
        this.clients = new Clients(settings.emulator());
        this.channel = new ControlChannel(settings.emulator());
    }

    /** @return the port */
    int serve() throws IOException {
        Identities identities = new EmulatorIdentities(channel, clients, settings.region());
        ArtifactBucket bucket = new S3ArtifactBucket(clients, settings.region());
        Builds all = builds(new BuildServices(identities, bucket, new CloudWatchLogStreams(clients), clock));
        builds = all;
        Approvals approvals = new Approvals();
        Pipelines pipelines = Pipelines.running(
                actions(all, bucket, approvals, identities),
                identities,
                new EmulatorLedger(channel),
                new StackSettling(clients, Waiter.ofThisMachine()),
                clock);
        Map<String, Operation> operations = new LinkedHashMap<>();
        operations.putAll(new CodePipelineOperations(pipelines, approvals).byTarget());
        operations.putAll(new CodeBuildOperations(all).byTarget());
        server = new ApiServer(operations, settings.emulator().token());
        return server.port();
    }

    private Map<ActionType, Action> actions(
            Builds builds, ArtifactBucket bucket, Approvals approvals, Identities identities) {
        SavedArtifacts saved = new SavedArtifacts(settings.state().resolve("source/built"), bucket);
        Action codeBuild = new CodeBuildAction(builds, new EmulatorBuildApi(clients), saved);
        Path work = settings.state().resolve("engine/work");
        return Map.of(
                type("Source", "CodeStarSourceConnection"),
                        new SourceAction(settings.state().resolve("source"), bucket, identities),
                type("Build", "CodeBuild"), codeBuild,
                type("Test", "CodeBuild"), codeBuild,
                type("Deploy", "CloudFormation"), new CloudFormationAction(clients, bucket, work),
                type("Approval", "Manual"), new ManualApprovalAction(approvals));
    }

    private Builds builds(BuildServices services) {
        Path javaHome = settings.path("JAVA_HOME");
        Path trustStore = settings.state().resolve("engine/trust.p12");
        JavaTrustStore.write(
                javaHome.resolve("lib/security/cacerts"), settings.emulator().certificate(), trustStore);
        BuildSettings build = new BuildSettings(
                settings.state(),
                settings.emulator().endpoint(),
                settings.path("TRAINYARD_CA_BUNDLE"),
                trustStore,
                settings.path("TRAINYARD_EMULATOR"));
        BuildRunner runner = BuildRunner.onThisMachine(build, services, settings.environment(), settings.home());
        return new Builds(new EmulatorProjects(clients), runner::start, clock);
    }

    private static ActionType type(String category, String provider) {
        return new ActionType(category, "AWS", provider, "1");
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        if (builds != null) {
            builds.stopAll();
        }
        clients.close();
    }
}
