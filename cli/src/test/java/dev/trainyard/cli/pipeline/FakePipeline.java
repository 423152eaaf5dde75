package dev.trainyard.cli.pipeline;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A pipeline that plays what it was given, one picture a look. */
public final class FakePipeline implements Pipeline {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    /** What one look sees. */
    record Picture(PipelineRun run, List<ActionRun> actions, Optional<Approval> pending) {}

    private final Map<String, Deque<Picture>> pictures = new HashMap<>();
    private final List<Stage> stages = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    final List<String> done = new ArrayList<>();

    public FakePipeline stage(String name, String... actions) {
        stages.add(new Stage(
                name,
                List.of(actions).stream()
                        .map(action -> new Action(action, action.equals("Approve") ? "Manual" : "CodeBuild", 1))
                        .toList()));
        return this;
    }

    public FakePipeline look(String run, PipelineRun.Status status, ActionRun... actions) {
        return look(run, status, Optional.empty(), actions);
    }

    FakePipeline look(String run, PipelineRun.Status status, Optional<Approval> pending, ActionRun... actions) {
        int age = Integer.parseInt(run.replaceAll("\\D", "0"));
        var began = NOON.plusSeconds(age);
        pictures.computeIfAbsent(run, any -> new ArrayDeque<>())
                .add(new Picture(
                        new PipelineRun(run, status, began, began, "c0ffee", "a message"), List.of(actions), pending));
        return this;
    }

    public static ActionRun action(String name, ActionRun.Status status) {
        String[] parts = name.split("/");
        String provider = parts[1].equals("Approve") ? "Manual" : "CodeBuild";
        return new ActionRun(name, parts[0], parts[1], provider, status, NOON, NOON.plusSeconds(2), "", "");
    }

    private Picture now(String run) {
        return Objects.requireNonNull(pictures.get(run), run).getFirst();
    }

    /** The next look sees the next picture; the last one stays. */
    void passes() {
        pictures.values().stream().filter(each -> each.size() > 1).forEach(Deque::removeFirst);
    }

    @Override
    public List<Stage> stages() {
        return stages;
    }

    @Override
    public List<PipelineRun> runs() {
        return pictures.keySet().stream().map(this::run).toList();
    }

    @Override
    public PipelineRun run(String id) {
        return now(id).run();
    }

    @Override
    public List<ActionRun> actions(String run) {
        return now(run).actions();
    }

    @Override
    public Optional<Approval> pendingApproval() {
        return pictures.values().stream()
                .flatMap(each -> each.getFirst().pending().stream())
                .findFirst();
    }

    @Override
    public void answer(Approval approval, boolean approved, String comment) {
        done.add((approved ? "approved " : "rejected ") + approval.stage());
    }

    @Override
    public String start() {
        return "run-1";
    }

    @Override
    public List<Hold> holds() {
        return List.copyOf(holds);
    }

    @Override
    public void hold(Hold hold) {
        holds.add(hold);
        done.add("held " + hold.stage());
    }

    @Override
    public void release(String stage) {
        holds.removeIf(hold -> hold.stage().equals(stage));
        done.add("released " + stage);
    }

    @Override
    public void stop(String run, String reason) {
        done.add("stopped " + run);
    }
}
