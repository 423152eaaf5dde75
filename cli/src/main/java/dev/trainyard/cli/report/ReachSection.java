package dev.trainyard.cli.report;

import static j2html.TagCreator.code;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.ul;

import dev.trainyard.cli.ledger.Ledger;
import dev.trainyard.cli.ledger.Ledger.State;
import dev.trainyard.cli.ledger.Reach;
import dev.trainyard.cli.ledger.Reach.Machine;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** How far the run came: the four states of each kind of thing, operations called, transitions taken. */
final class ReachSection {

    private static final List<String> KINDS = List.of("resource", "action", "state", "job");

    private static final Map<String, String> WORDS =
            Map.of("action", "pipeline actions", "state", "workflow states", "job", "SageMaker jobs");

    private ReachSection() {}

    static DomContent of(Reach reach, RunFacts facts) {
        return section(
                h2("Reach"),
                div(
                                each(facts.ledger().stream().toList(), ReachSection::counts),
                                operations(reach),
                                each(reach.machines(), ReachSection::machine))
                        .withClass("card"));
    }

    private static DomContent counts(Ledger ledger) {
        return div(table(
                                thead(tr(th("counted"), each(List.of(State.values()), state -> th(spoken(state))))),
                                tbody(each(KINDS, kind -> row(kind, ledger))))
                        .withClass("resources"))
                .withClass("wide");
    }

    private static DomContent row(String kind, Ledger ledger) {
        return tr(
                td(WORDS.getOrDefault(kind, kind + "s")),
                each(
                        Stream.of(State.values()).toList(),
                        state -> td(String.valueOf(ledger.entries().stream()
                                        .filter(entry -> entry.kind().equals(kind) && entry.state() == state)
                                        .count()))
                                .attr("data-what", spoken(state))));
    }

    private static String spoken(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static DomContent operations(Reach reach) {
        return details(
                summary("called of AWS's APIs: " + reach.spokenOperations()),
                ul(each(
                                reach.operations(),
                                each -> li(
                                        code(each.service() + " " + each.operation()),
                                        p(each.count() + (each.count() == 1 ? " call" : " calls"))
                                                .withClass("soft"))))
                        .withClass("path"));
    }

    private static DomContent machine(Machine machine) {
        String name = machine.machine().substring(machine.machine().lastIndexOf(':') + 1);
        return details(
                summary(name + ": " + machine.taken() + " of "
                        + machine.transitions().size() + " transitions taken"),
                p("never taken in this run, by the state they lead to:").withClass("soft"),
                UntakenList.of(machine));
    }
}
