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

import dev.trainyard.cli.json.Json;
import j2html.tags.specialized.HeadTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The page. */
public final class Report {

    private Report() {}

    /** Writes the page of one run, and beside it as JSON what a stand-in saw ({@code report.permissions.json}). */
    public static void write(RunFacts facts, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, render(facts));
            for (var beside : beside(facts).entrySet()) {
                Files.writeString(besideOf(file, beside.getKey()), Json.write(beside.getValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report", e);
        }
    }

    private static Map<String, Object> beside(RunFacts facts) {
        Map<String, Object> found = new TreeMap<>();
        facts.permissions().ifPresent(permissions -> found.put("permissions", permissions));
        facts.reach().ifPresent(reach -> found.put("reach", reach));
        return found;
    }

    private static Path besideOf(Path page, String what) {
        String name = String.valueOf(page.getFileName()).replaceFirst("\\.html?$", "");
        return page.resolveSibling(name + "." + what + ".json");
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
                                        each(facts.reach().stream().toList(), reach -> ReachSection.of(reach, facts)),
                                        each(facts.permissions().stream().toList(), PermissionsSection::of),
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
