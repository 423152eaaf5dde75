package dev.trainyard.cli.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.section;
import static j2html.TagCreator.tag;

import dev.trainyard.cli.pipeline.ActionRun;
import dev.trainyard.cli.pipeline.Pipeline;
import dev.trainyard.cli.terminal.Console;
import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The line with its stations: one a pipeline stage, with a stop for each of its actions. */
final class PipelinePicture {

    private static final int STATION = 110;
    private static final int TRACK = 42;
    private static final int STOP = 15;
    private static final int STOPS_IN_A_ROW = 5;

    private PipelinePicture() {}

    static DomContent of(RunFacts facts) {
        return section(h2("The way"), div(svg(facts)).withClasses("card", "wide", "picture"));
    }

    private static ContainerTag<?> svg(RunFacts facts) {
        List<Pipeline.Stage> stages = facts.stages();
        int width = Math.max(1, stages.size()) * STATION;
        List<DomContent> stations = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            stations.addAll(station(facts, stages.get(i), i * STATION + STATION / 2));
        }
        return tag("svg")
                .attr("viewBox", "0 0 %d %d".formatted(width, height(stages)))
                .attr("role", "img")
                .attr("aria-label", "the pipeline's stages with their times and states")
                .with(shape("line", "track")
                        .attr("x1", STATION / 2)
                        .attr("x2", width - STATION / 2)
                        .attr("y1", TRACK)
                        .attr("y2", TRACK))
                .with(each(stations, part -> part));
    }

    private static int height(List<Pipeline.Stage> stages) {
        int most =
                stages.stream().mapToInt(stage -> stage.actions().size()).max().orElse(1);
        return TRACK + 44 + rows(most) * STOP;
    }

    private static int rows(int actions) {
        return (actions + STOPS_IN_A_ROW - 1) / STOPS_IN_A_ROW;
    }

    private static List<DomContent> station(RunFacts facts, Pipeline.Stage stage, int x) {
        List<DomContent> parts = new ArrayList<>();
        parts.add(shape("circle", worst(facts, stage))
                .attr("cx", x)
                .attr("cy", TRACK)
                .attr("r", 10));
        parts.add(text(stage.name(), x, TRACK - 22, ""));
        parts.add(text(time(facts, stage), x, TRACK + 28, "soft"));
        for (int i = 0; i < stage.actions().size(); i++) {
            parts.add(stop(facts, stage, i, x));
        }
        return parts;
    }

    private static DomContent stop(RunFacts facts, Pipeline.Stage stage, int index, int x) {
        Pipeline.Action action = stage.actions().get(index);
        int inRow = Math.min(STOPS_IN_A_ROW, stage.actions().size());
        int left = x - inRow * STOP / 2 + index % STOPS_IN_A_ROW * STOP + 2;
        ActionState state = ActionState.of(facts, stage, action);
        return shape("rect", "stop " + state.name())
                .attr("x", left)
                .attr("y", TRACK + 38 + index / STOPS_IN_A_ROW * STOP)
                .attr("width", STOP - 4)
                .attr("height", STOP - 4)
                .attr("rx", 3)
                .with(tag("title").withText(stage.name() + "/" + action.name() + ": " + state.name()));
    }

    private static String worst(RunFacts facts, Pipeline.Stage stage) {
        List<String> order = List.of("failed", "running", "untouched", "substituted", "recorded", "executed");
        return stage.actions().stream()
                .map(action -> ActionState.of(facts, stage, action).name())
                .map(name -> name.equals("substituted") || name.equals("recorded") ? "executed" : name)
                .min(Comparator.comparingInt(order::indexOf))
                .orElse("untouched");
    }

    private static String time(RunFacts facts, Pipeline.Stage stage) {
        List<ActionRun> runs = facts.actions().stream()
                .filter(run -> run.stage().equals(stage.name()))
                .toList();
        if (runs.isEmpty()) {
            return "not reached";
        }
        Instant end = runs.stream()
                .map(ActionRun::updated)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return Console.spoken(Duration.between(runs.getFirst().started(), end));
    }

    private static ContainerTag<?> shape(String name, String classes) {
        return tag(name).attr("class", classes);
    }

    private static DomContent text(String content, int x, int y, String classes) {
        return shape("text", classes).attr("x", x).attr("y", y).withText(content);
    }
}
