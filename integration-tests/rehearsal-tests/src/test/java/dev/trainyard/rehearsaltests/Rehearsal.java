package dev.trainyard.rehearsaltests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rehearsal that has ended.
 *
 * @param exitCode of the command
 * @param output all that it printed
 * @param report its text, without markup; empty where none was written
 */
record Rehearsal(int exitCode, String output, String report) {
    private static final Pattern STARTED = Pattern.compile("▸ (\\S+/\\S+)");
    private static final Pattern FAILED = Pattern.compile("✗ (\\S+/\\S+)  \\d.*");

    /** Runs {@code ./trainyard rehearse} with these options. */
    static Rehearsal run(String... options) {
        return run(List.of(), options);
    }

    static Rehearsal run(List<String> saved, String... options) {
        RepositoryCopy copy = RepositoryCopy.get();
        Path report = copy.resolve("target/report.html");
        List<String> words = new ArrayList<>(List.of("./trainyard", "rehearse", "--report", report.toString()));
        words.addAll(saved);
        words.addAll(List.of(options));
        try {
            Files.deleteIfExists(report);
            KeptSight.forget(report);
            Command.Result result = new Command(copy, words.toArray(String[]::new)).run();
            KeptSight.keep(report);
            return new Rehearsal(
                    result.code(), result.output(), Files.exists(report) ? textOf(Files.readString(report)) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String textOf(String html) {
        return html.replaceAll("<[^>]*>", " ")
                .replace("&#x27;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** The actions that started, in order. */
    List<String> started() {
        return STARTED.matcher(output).results().map(found -> found.group(1)).toList();
    }

    /** The actions that failed, in order. */
    List<String> failed() {
        return FAILED.matcher(output).results().map(found -> found.group(1)).toList();
    }

    /** The actions that started after the first failure. */
    List<String> startedAfterFailure() {
        Matcher failure = FAILED.matcher(output);
        if (!failure.find()) {
            return started();
        }
        return STARTED.matcher(output.substring(failure.end()))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
