package dev.trainyard.engine.build;

import dev.trainyard.engine.wire.Caller;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A build as it goes along. Threads: one runs it, any may read it or ask it to stop. */
public final class Build {
    private final BuildRequest request;
    private final InstantSource clock;
    private final CountDownLatch complete = new CountDownLatch(1);
    private final List<BuildPhase> phases = new ArrayList<>();
    private BuildStatus status = BuildStatus.IN_PROGRESS;
    private Map<String, String> exportedVariables = Map.of();
    private List<String> differences = List.of();
    private @Nullable Runnable stopper;

    Build(BuildRequest request, InstantSource clock) {
        this.request = request;
        this.clock = clock;
    }

    public BuildRequest request() {
        return request;
    }

    public String id() {
        return request.id();
    }

    public Caller owner() {
        return request.owner();
    }

    public synchronized BuildStatus status() {
        return status;
    }

    public synchronized List<BuildPhase> phases() {
        return List.copyOf(phases);
    }

    public synchronized Map<String, String> exportedVariables() {
        return exportedVariables;
    }

    /** What was not as declared, such as another Node: the reason why the build counts as substituted. */
    public synchronized List<String> differences() {
        return differences;
    }

    /** The phase that failed, if one did. */
    public synchronized Optional<BuildPhase> failedPhase() {
        return phases.stream().filter(phase -> phase.code().isPresent()).findFirst();
    }

    public void await() throws InterruptedException {
        complete.await();
    }

    /** Ends the build early; its commands are killed. */
    public void stop(BuildStatus as) {
        Runnable kill;
        synchronized (this) {
            if (status != BuildStatus.IN_PROGRESS) {
                return;
            }
            status = as;
            kill = stopper;
        }
        if (kill != null) {
            kill.run();
        }
    }

    synchronized void onStop(Runnable kill) {
        stopper = kill;
        if (status != BuildStatus.IN_PROGRESS) {
            kill.run();
        }
    }

    synchronized void export(Map<String, String> variables) {
        exportedVariables = Map.copyOf(variables);
    }

    synchronized void differs(List<String> from) {
        differences = List.copyOf(from);
    }

    synchronized void enter(String phase) {
        phases.add(BuildPhase.started(phase, clock.instant()));
    }

    synchronized void leave() {
        BuildPhase last = phases.removeLast();
        phases.add(last.ended(clock.instant(), "SUCCEEDED", Optional.empty(), ""));
    }

    synchronized void leave(BuildFailure failure) {
        BuildPhase last = phases.removeLast();
        String how = status == BuildStatus.IN_PROGRESS ? "FAILED" : status.name();
        phases.add(last.ended(clock.instant(), how, Optional.of(failure.code()), failure.getMessage()));
    }

    void complete() {
        synchronized (this) {
            if (status == BuildStatus.IN_PROGRESS) {
                status = failedPhase().isPresent() ? BuildStatus.FAILED : BuildStatus.SUCCEEDED;
            }
            phases.add(BuildPhase.started("COMPLETED", clock.instant()));
        }
        complete.countDown();
    }
}
