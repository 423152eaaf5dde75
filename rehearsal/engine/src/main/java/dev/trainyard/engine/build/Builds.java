package dev.trainyard.engine.build;

import dev.trainyard.engine.wire.ApiException;
import dev.trainyard.engine.wire.Caller;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** All builds, by id, and what pipelines hand to the builds that they are about to start. */
public final class Builds {
    private final Map<String, Build> builds = new ConcurrentHashMap<>();
    private final Map<String, PipelineHandover> handovers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> numbers = new ConcurrentHashMap<>();
    private final Projects projects;
    private final Consumer<Build> runner;
    private final InstantSource clock;

    /** @param runner starts a build and returns at once */
    public Builds(Projects projects, Consumer<Build> runner, InstantSource clock) {
        this.projects = projects;
        this.runner = runner;
        this.clock = clock;
    }

    /**
     * Announces a build that a pipeline is about to start through the public API.
     *
     * @return the idempotency token that the StartBuild call has to carry
     */
    public String announce(PipelineHandover handover) {
        String token = UUID.randomUUID().toString();
        handovers.put(token, handover);
        return token;
    }

    Build start(Caller owner, String projectName, Map<String, String> overrides, Optional<String> token) {
        Project project = projects.named(owner.account(), owner.region(), projectName);
        Optional<PipelineHandover> handover = token.map(handovers::remove);
        if (handover.isEmpty() && !project.sourceType().equals("NO_SOURCE")) {
            throw new ApiException(
                    "InvalidInputException",
                    "Project " + projectName + " takes its source from " + project.sourceType()
                            + ": only its pipeline can start it here");
        }
        int number = numbers.computeIfAbsent(owner.account() + "/" + projectName, key -> new AtomicInteger())
                .incrementAndGet();
        String id = projectName + ":" + UUID.randomUUID();
        Build build =
                new Build(new BuildRequest(id, number, owner, project, overrides, handover, clock.instant()), clock);
        builds.put(id, build);
        runner.accept(build);
        return build;
    }

    public Optional<Build> find(String id) {
        return Optional.ofNullable(builds.get(id));
    }

    /** Ends all that is in progress, and kills what it started. */
    public void stopAll() {
        builds.values().forEach(build -> build.stop(BuildStatus.STOPPED));
    }

    /** Newest first. */
    List<Build> of(Caller owner) {
        return builds.values().stream()
                .filter(build -> build.owner().account().equals(owner.account()))
                .sorted((one, other) ->
                        other.request().start().compareTo(one.request().start()))
                .toList();
    }
}
