package dev.trainyard.cli.report;

import static j2html.TagCreator.body;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;

import j2html.tags.specialized.HeadTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The page. */
public final class Report {

    private Report() {}

    /** Writes the page of one run. */
    public static void write(RunFacts facts, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, render(facts));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report", e);
        }
    }

    static String render(RunFacts facts) {
        Verdict verdict = Verdict.of(facts);
        return "<!doctype html>\n"
                + html(
                                headOf(facts, verdict),
                                body(main(
                                        VerdictSection.of(facts, verdict),
                                        each(facts.failure().stream().toList(), FailureSection::of),
                                        PipelinePicture.of(facts),
                                        ActionsSection.of(facts),
                                        each(facts.deployed(), stage -> StageSection.of(stage, facts)),
                                        LogsSection.of(facts),
                                        footer("Made by trainyard from AWS APIs alone.")
                                                .withClass("soft"))))
                        .withLang("en")
                        .render();
    }

    private static HeadTag headOf(RunFacts facts, Verdict verdict) {
        return head(
                meta().withCharset("utf-8"),
                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                title(facts.pipeline() + ": " + verdict.words()),
                style(rawHtml(css())));
    }

    private static String css() {
        try (InputStream in = Objects.requireNonNull(Report.class.getResourceAsStream("report.css"), "report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
