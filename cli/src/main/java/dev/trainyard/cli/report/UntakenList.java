package dev.trainyard.cli.report;

import static j2html.TagCreator.b;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.span;
import static j2html.TagCreator.ul;

import dev.trainyard.cli.ledger.Reach.Machine;
import dev.trainyard.cli.ledger.Reach.Transition;
import dev.trainyard.cli.permissions.Reviewed;
import dev.trainyard.cli.permissions.Stageless;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The transitions of one machine that a run did not take, by where they lead; those that no test has to take with the reason. */
final class UntakenList {

    private static final Reviewed REVIEWED = Reviewed.load();

    private UntakenList() {}

    private record End(String state, Optional<String> why) implements Comparable<End> {
        @Override
        public int compareTo(End other) {
            return toString().compareTo(other.toString());
        }
    }

    static DomContent of(Machine machine) {
        String construct = Stageless.construct(machine.construct());
        Map<End, List<String>> starts = new TreeMap<>();
        machine.transitions().stream()
                .filter(transition -> transition.taken() == 0)
                .forEach(transition -> starts.computeIfAbsent(end(construct, transition), _ -> new ArrayList<>())
                        .add(start(transition)));
        return ul(each(starts.entrySet().stream().toList(), entry -> line(entry.getKey(), entry.getValue())))
                .withClass("grants");
    }

    private static End end(String construct, Transition transition) {
        return new End(transition.to(), REVIEWED.whyUntaken(construct, transition.from(), transition.to()));
    }

    private static String start(Transition transition) {
        List<String> how =
                transition.how().stream().filter(each -> !each.equals("next")).toList();
        return transition.from() + (how.isEmpty() ? "" : " (" + String.join(", ", how) + ")");
    }

    private static DomContent line(End end, List<String> starts) {
        return li(
                b(end.state()),
                span(" from " + String.join(", ", starts)),
                each(
                        end.why().stream().toList(),
                        why -> span("; no test has to take it: " + why).withClass("soft")));
    }
}
