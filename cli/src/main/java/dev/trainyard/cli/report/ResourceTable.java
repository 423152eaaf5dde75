package dev.trainyard.cli.report;

import static j2html.TagCreator.code;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.trainyard.cli.ledger.Ledger;
import dev.trainyard.cli.stage.StageFacts;
import dev.trainyard.cli.stage.StageFacts.Resource;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The resources of a stage, one table a stack. */
final class ResourceTable {

    private ResourceTable() {}

    static DomContent of(StageFacts stage, RunFacts facts) {
        List<String> stacks =
                stage.resources().stream().map(Resource::stack).distinct().toList();
        return div(h3("Resources"), each(stacks, stack -> stack(stage, stack, facts)));
    }

    private static DomContent stack(StageFacts stage, String stack, RunFacts facts) {
        List<Resource> resources = stage.resources().stream()
                .filter(resource -> resource.stack().equals(stack))
                .toList();
        return details(
                summary(stack + ": " + resources.size() + " resources"),
                div(table(
                                        thead(tr(th("resource"), th("type"), th("state"), th("called"))),
                                        tbody(each(
                                                resources, resource -> row(resource, entry(stage, resource, facts)))))
                                .withClass("resources"))
                        .withClass("wide"));
    }

    private static Optional<Ledger.Entry> entry(StageFacts stage, Resource resource, RunFacts facts) {
        return facts.ledger()
                .flatMap(ledger -> ledger.find(stage.account(), "resource", resource.stack(), resource.logicalId()));
    }

    private static DomContent row(Resource resource, Optional<Ledger.Entry> entry) {
        String deployed = resource.status().toLowerCase(Locale.ROOT);
        return tr(
                td(resource.logicalId()),
                td(resource.type()).withClass("soft"),
                td(entry.map(StateChip::of).orElseGet(() -> span(deployed).withClasses("chip", deployed))),
                td(code(resource.physicalId())));
    }
}
