package dev.trainyard.cli.report;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.iframe;
import static j2html.TagCreator.li;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.ul;

import dev.trainyard.cli.stage.Judgement;
import dev.trainyard.cli.stage.Judgement.Rule;
import j2html.tags.DomContent;

/** The gate's decision on a run's model, rule by rule, and the evaluation's own page. */
final class JudgementSection {

    private JudgementSection() {}

    static DomContent of(Judgement judgement) {
        return div(
                h3("Gate: " + (judgement.approved() ? "approved" : "refused")),
                div(table(
                                thead(tr(th("rule"), th("value"), th("limit"), th(""))),
                                tbody(each(judgement.rules(), JudgementSection::rule))))
                        .withClass("wide"),
                ul(each(judgement.reasons(), reason -> li(reason))).withClass("soft"),
                each(judgement.page().stream().toList(), JudgementSection::page));
    }

    private static DomContent rule(Rule rule) {
        String outcome = rule.passed() ? "passed" : "failed";
        return tr(
                td(rule.name()),
                td(rule.value()),
                td(rule.limit()),
                td(span(outcome).withClasses("chip", outcome)));
    }

    /** In a frame of its own that may run nothing: the page was made by training code. */
    private static DomContent page(String html) {
        return details(
                summary("Evaluation"),
                iframe().attr("srcdoc", html)
                        .attr("sandbox", "")
                        .withTitle("Evaluation")
                        .withClass("page"));
    }
}
