package dev.trainyard.cli.report;

import static j2html.TagCreator.details;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.section;
import static j2html.TagCreator.summary;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;

/** The logs of builds, closed until someone wants them. */
final class LogsSection {

    /** More makes browsers slow; {@code trainyard logs} prints all. */
    private static final int MOST_LINES = 400;

    private LogsSection() {}

    static DomContent of(RunFacts facts) {
        return iff(
                !facts.logs().isEmpty(), section(h2("Logs"), each(facts.logs().entrySet(), LogsSection::log)));
    }

    private static DomContent log(Map.Entry<String, List<String>> log) {
        List<String> lines = log.getValue();
        int skipped = Math.max(0, lines.size() - MOST_LINES);
        String begin =
                skipped == 0 ? "" : "… " + skipped + " lines before; trainyard logs " + log.getKey() + " prints all\n";
        return details(
                summary(log.getKey() + ": " + lines.size() + " lines"),
                pre(begin + String.join("\n", lines.subList(skipped, lines.size()))));
    }
}
