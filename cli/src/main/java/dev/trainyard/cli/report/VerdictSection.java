package dev.trainyard.cli.report;

import static j2html.TagCreator.code;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.header;
import static j2html.TagCreator.li;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import dev.trainyard.cli.ledger.Ledger.MetFault;
import dev.trainyard.cli.ledger.Ledger.State;
import dev.trainyard.cli.terminal.Console;
import j2html.tags.DomContent;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The first lines: verdict, commit, what was not as on AWS. */
final class VerdictSection {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private VerdictSection() {}

    static DomContent of(RunFacts facts, Verdict verdict) {
        return header(
                        h1(capital(facts.pipeline()) + ": " + verdict.words()),
                        each(verdict.counts().stream().toList(), VerdictSection::counts),
                        dl(each(lines(facts).entrySet(), line -> each(dt(line.getKey()), dd(code(line.getValue()))))))
                .withClasses("verdict", verdict.tone().name().toLowerCase(Locale.ROOT));
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static DomContent counts(Map<State, Integer> counts) {
        return ul(each(
                        List.of(State.values()),
                        state -> li(text(counts.getOrDefault(state, 0) + " "
                                        + state.name().toLowerCase(Locale.ROOT)))
                                .withClasses("chip", state.name().toLowerCase(Locale.ROOT))
                                .withTitle(StateMeaning.of(state))))
                .withClass("counts");
    }

    private static String faultLine(MetFault fault) {
        return fault.strikes() == 0 ? "never struck" : fault.told() + ": " + String.join("; ", fault.struck());
    }

    private static Map<String, String> lines(RunFacts facts) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("commit", facts.run().commit() + "  " + facts.run().message());
        lines.put("run", facts.run().id() + " on " + facts.target());
        lines.put(
                "time",
                TIME.format(facts.run().started()) + ", "
                        + Console.spoken(Duration.between(
                                facts.run().started(), facts.run().updated())));
        facts.ledger()
                .ifPresent(ledger -> lines.put(
                        "settings",
                        "waits, retry intervals and alarm periods × "
                                + ledger.settings().waitScale() + ", identity "
                                + ledger.settings().identity()));
        UnderFaults.met(facts).forEach(fault -> lines.put("fault " + fault.name(), faultLine(fault)));
        facts.prediction().ifPresent(told -> lines.put("prediction", told));
        facts.deployed()
                .forEach(stage -> stage.model()
                        .flatMap(model -> model.outOfFoldR2())
                        .ifPresent(r2 -> lines.put("R² " + stage.name(), r2 + " out of fold")));
        return lines;
    }
}
