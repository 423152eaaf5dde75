package dev.trainyard.engine.build;

import dev.trainyard.engine.waiting.TimeLimit;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Takes builds through CodeBuild's phases, a bounded number at a time. */
public final class BuildRunner {
    private final BuildSettings settings;
    private final BuildServices services;
    private final BuildSteps steps;
    private final Semaphore seats;

    BuildRunner(BuildSettings settings, BuildServices services, BuildSteps steps, int atOnce) {
        this.settings = settings;
        this.services = services;
        this.steps = steps;
        this.seats = new Semaphore(atOnce, true);
    }

    /** Half of the processors build at once: builds have threads of their own. */
    public static BuildRunner onThisMachine(
            BuildSettings settings, BuildServices services, Map<String, String> environment, Path home) {
        HostRuntimes runtimes = HostRuntimes.of(environment);
        ToolLinks links = new ToolLinks(settings.state().resolve("engine/tools"));
        BuildSteps steps = new BuildSteps(
                services,
                new RuntimeSelection(runtimes, links),
                new BuildEnvironment(settings, new HostEnvironment(environment, home)),
                new CommandLog(settings.state().resolve("logs/commands.jsonl")),
                BuildRecords.asked(environment, settings.state()));
        return new BuildRunner(
                settings, services, steps, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
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
        try (TimeLimit _ = TimeLimit.of(build.request().project().timeout(), () -> build.stop(BuildStatus.TIMED_OUT));
                BuildLog log = new BuildLog(file, clock());
                Workspace workspace = new Workspace(root)) {
            try {
                steps.take(build, log, workspace);
            } catch (BuildFailure e) {
                build.leave(e);
                log.container("Phase context status code: " + e.code() + " Message: " + e.getMessage());
            }
        }
    }

    private InstantSource clock() {
        return services.clock();
    }
}
