package dev.trainyard.cli.report;

import static j2html.TagCreator.code;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.tr;

import dev.trainyard.cli.stage.StageFacts;
import dev.trainyard.cli.stage.StageFacts.ModelFacts;
import dev.trainyard.cli.terminal.Console;
import dev.trainyard.cli.workflow.Visit;
import dev.trainyard.cli.workflow.Workflow;
import j2html.tags.DomContent;
import java.util.Locale;
import java.util.TreeMap;

/** One stage: its model, its workflow's path, its resources. */
final class StageSection {

    private StageSection() {}

    static DomContent of(StageFacts stage, RunFacts facts) {
        return section(
                h2(stage.name()),
                div(
                                p("account " + stage.account() + ", " + stage.region())
                                        .withClass("soft"),
                                each(stage.model().stream().toList(), StageSection::model),
                                each(stage.judgement().stream().toList(), JudgementSection::of),
                                each(stage.workflow().stream().toList(), StageSection::workflow),
                                JobTable.of(stage, facts),
                                ResourceTable.of(stage, facts))
                        .withClass("card"));
    }

    private static DomContent model(ModelFacts model) {
        return div(
                h3("Model"),
                p("R² " + model.outOfFoldR2().orElse("unknown") + " out of fold, "
                        + model.testR2().orElse("unknown") + " on the test set"),
                details(
                        summary(code(model.arn())),
                        table(tbody(each(
                                new TreeMap<>(model.origin()),
                                fact -> tr(td(fact.getKey()).withClass("soft"), td(code(fact.getValue()))))))));
    }

    private static DomContent workflow(Workflow.Execution execution) {
        return div(
                h3("Workflow: " + execution.status().toLowerCase(Locale.ROOT)),
                ol(each(execution.path(), StageSection::visit)).withClass("path"),
                p(code(execution.arn())).withClass("soft"));
    }

    private static DomContent visit(Visit visit) {
        String time =
                visit.lasted().map(Console::spoken).map(each -> "  " + each).orElse("");
        return li(visit.state() + time).withClass(visit.left().isEmpty() ? "failed" : "");
    }
}
