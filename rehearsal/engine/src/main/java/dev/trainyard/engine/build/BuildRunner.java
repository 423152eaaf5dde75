package dev.trainyard.engine.build;

import dev.trainyard.engine.aws.Identity;
import dev.trainyard.engine.buildspec.Buildspec;
import dev.trainyard.engine.buildspec.BuildspecException;
import dev.trainyard.engine.buildspec.BuildspecReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.core.exception.SdkException;

/** Takes builds through CodeBuild's phases, a bounded number at a time. */
public final class BuildRunner {
    private final BuildSettings settings;
    private final BuildServices services;
    private final RuntimeSelection runtimes;
    private final BuildEnvironment environment;
    private final CommandLog commands;
    private final Semaphore seats;

    BuildRunner(
            BuildSettings settings,
            BuildServices services,
            RuntimeSelection runtimes,
            BuildEnvironment environment,
            int atOnce) {
        this.settings = settings;
        this.services = services;
        this.runtimes = runtimes;
        this.environment = environment;
        this.commands = new CommandLog(settings.state().resolve("logs/commands.jsonl"));
        this.seats = new Semaphore(atOnce, true);
    }

    /** Half of the processors build at once: builds have threads of their own. */
    public static BuildRunner onThisMachine(
            BuildSettings settings, BuildServices services, Map<String, String> environment, Path home) {
        HostRuntimes runtimes = HostRuntimes.of(environment);
        ToolLinks links = new ToolLinks(settings.state().resolve("engine/tools"));
        return new BuildRunner(
                settings,
                services,
                new RuntimeSelection(runtimes, links),
                new BuildEnvironment(settings, new HostEnvironment(environment, home)),
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /** Starts the build and returns. */
    public void start(Build build) {
        build.enter("SUBMITTED");
        build.leave();
        build.enter("QUEUED");
        Thread.ofVirtual().name(build.id()).start(() -> {
            try {
                seats.acquire();
                try {
                    build.leave();
                    run(build);
                } finally {
                    seats.release();
                }
            } catch (InterruptedException e) {
                build.stop(BuildStatus.STOPPED);
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                build.enter("FINALIZING");
                build.leave(new BuildFailure("INTERNAL_ERROR", "The rehearsal's engine failed: " + e));
            } finally {
                build.complete();
            }
        });
    }

    private void run(Build build) throws InterruptedException {
        Path root = settings.state().resolve("engine/work").resolve(build.request().stream());
        Path file = settings.state().resolve("logs/builds").resolve(build.request().stream() + ".log");
        Thread timer = timer(build);
        try (BuildLog log = new BuildLog(file, clock());
                Workspace workspace = new Workspace(root)) {
            try {
                run(build, log, workspace);
            } catch (BuildFailure e) {
                build.leave(e);
                log.container("Phase context status code: " + e.code() + " Message: " + e.getMessage());
            }
        } finally {
            timer.interrupt();
        }
    }

    private void run(Build build, BuildLog log, Workspace workspace) throws InterruptedException {
        build.enter("PROVISIONING");
        Identity role = role(build);
        openStream(build, role, log);
        build.leave();
        build.enter("DOWNLOAD_SOURCE");
        Buildspec spec = download(build, workspace, role);
        Toolbox tools = tools(build, spec);
        tools.differences().forEach(difference -> log.container("Not as declared: " + difference));
        spec.recorded().forEach(feature -> log.container("Kept and not acted upon: " + feature));
        build.request().project().recorded().forEach(what -> log.container("Kept and not acted upon: " + what));
        build.leave();
        try (Shell shell = new Shell(
                workspace.scratch(),
                workspace.source(),
                environment.of(build, spec, tools, role, workspace),
                log::line)) {
            build.onStop(shell::close);
            boolean good = new CommandPhases(build, shell, log, commands, clock()).run(spec.phases());
            if (good) {
                export(build, spec, shell);
                upload(build, spec, workspace, role);
            }
        }
    }

    private Identity role(Build build) {
        try {
            return services.identities()
                    .ofService(
                            "codebuild.amazonaws.com",
                            build.request().project().serviceRole(),
                            "AWSCodeBuild-" + build.request().stream());
        } catch (RuntimeException e) {
            throw new BuildFailure(
                    "ACCESS_DENIED",
                    "CodeBuild is not authorized to perform: sts:AssumeRole on "
                            + build.request().project().serviceRole() + ": " + e.getMessage());
        }
    }

    private void openStream(Build build, Identity role, BuildLog log) {
        build.request().project().logGroup().ifPresent(group -> {
            try {
                log.sendTo(services.logs().open(role, build.owner().region(), group, build.request().stream()));
            } catch (SdkException e) {
                throw new BuildFailure(
                        "ACCESS_DENIED",
                        "Service role " + role.arn()
                                + " does not allow AWS CodeBuild to create Amazon CloudWatch Logs log streams in "
                                + group
                                + ": " + e.getMessage());
            }
        });
    }

    private Buildspec download(Build build, Workspace workspace, Identity role) {
        try {
            if (build.request().handover().isPresent()) {
                workspace.download(build.request().handover().get(), services.artifacts(), role);
            }
        } catch (IOException | SdkException e) {
            throw new BuildFailure("CLIENT_ERROR", "Cannot download the source: " + e.getMessage());
        }
        try {
            return BuildspecReader.read(buildspecText(build.request().project().buildspec(), workspace));
        } catch (BuildspecException e) {
            throw new BuildFailure("YAML_FILE_ERROR", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new BuildFailure("YAML_FILE_ERROR", "YAML file does not exist: " + e.getMessage());
        }
    }

    private static String buildspecText(String buildspec, Workspace workspace) throws IOException {
        boolean inline = buildspec.contains("\n") || buildspec.startsWith("{");
        return inline ? buildspec : Files.readString(workspace.source().resolve(buildspec));
    }

    private Toolbox tools(Build build, Buildspec spec) {
        try {
            Toolbox tools = runtimes.select(spec.runtimes());
            build.differs(tools.differences());
            return tools;
        } catch (BuildspecException e) {
            throw new BuildFailure("YAML_FILE_ERROR", String.valueOf(e.getMessage()));
        }
    }

    private static void export(Build build, Buildspec spec, Shell shell) throws InterruptedException {
        Map<String, String> exported = new LinkedHashMap<>();
        for (String name : spec.exportedVariables()) {
            exported.put(name, shell.variable(name));
        }
        build.export(exported);
    }

    private void upload(Build build, Buildspec spec, Workspace workspace, Identity role) {
        if (build.request().handover().isEmpty()) {
            return;
        }
        build.enter("UPLOAD_ARTIFACTS");
        try {
            new ArtifactUpload(services.artifacts(), role, workspace)
                    .upload(spec, build.request().handover().get().outputs());
        } catch (BuildspecException | SdkException e) {
            throw new BuildFailure("CLIENT_ERROR", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot pack the artifacts of " + build.id(), e);
        }
        build.leave();
    }

    private Thread timer(Build build) {
        return Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(build.request().project().timeout());
                build.stop(BuildStatus.TIMED_OUT);
            } catch (InterruptedException e) {
                // the build ended in time
            }
        });
    }

    private InstantSource clock() {
        return services.clock();
    }
}
