package dev.trainyard.cli.report;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.trainyard.cli.pipeline.ActionRun;
import dev.trainyard.cli.pipeline.Pipeline;
import dev.trainyard.cli.terminal.Console;
import j2html.tags.DomContent;

/** Every action with its time and state. */
final class ActionsSection {

    private ActionsSection() {}

    static DomContent of(RunFacts facts) {
        return section(details(
                summary("every action with its time"),
                div(table(
                                thead(tr(th("action"), th("by"), th("time"), th("state"))),
                                tbody(each(
                                        facts.stages(),
                                        stage -> each(stage.actions(), action -> row(facts, stage, action))))))
                        .withClasses("card", "wide")));
    }

    private static DomContent row(RunFacts facts, Pipeline.Stage stage, Pipeline.Action action) {
        ActionState state = ActionState.of(facts, stage, action);
        String time = facts.runOf(stage.name(), action.name())
                .map(ActionRun::lasted)
                .map(Console::spoken)
                .orElse("");
        return tr(
                td(stage.name() + "/" + action.name()),
                td(action.provider()).withClass("soft"),
                td(time).withClass("number"),
                td(
                        span(state.name()).withClasses("chip", state.name()),
                        span(state.reason().isEmpty() ? "" : " " + state.reason())
                                .withClass("soft")));
    }
}
