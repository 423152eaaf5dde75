package dev.trainyard.rehearsaltests;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.trainyard.cli.json.Json;
import dev.trainyard.cli.ledger.Reach;
import dev.trainyard.cli.ledger.Reach.Machine;
import dev.trainyard.cli.permissions.Permissions;
import dev.trainyard.cli.permissions.Permissions.Grant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the stand-ins of all integration tests of this run saw: good runs, failing runs and faults together. Each module
 * leaves its part in {@code target/seen}; without all parts nothing can be said of what nothing used.
 */
final class Seen {
    private static final Path MODULES = Path.of(Objects.requireNonNull(System.getProperty("trainyard.root")))
            .resolve("integration-tests");
    private static final Instant SINCE =
            Instant.parse(Objects.requireNonNull(System.getProperty("trainyard.seen.since")));
    private static final List<String> PARTS =
            List.of("endpoint-tests", "TrainingIT", "KeptRehearsalIT", "SelfMutationIT", "BuildIT");

    private Seen() {}

    /** Every grant of this project's in every stand-in. */
    static List<Grant> grants() {
        return parts("permissions").stream()
                .flatMap(text -> Json.read(text, Permissions.class).grants().stream())
                .filter(Grant::ours)
                .toList();
    }

    static List<Machine> machines() {
        return parts("reach").stream()
                .flatMap(text -> Json.read(text, Reach.class).machines().stream())
                .toList();
    }

    private static List<String> parts(String what) {
        List<Path> files = files("." + what + ".json");
        var missing = new TreeSet<>(PARTS);
        files.forEach(file ->
                missing.removeIf(part -> String.valueOf(file.getFileName()).startsWith(part)));
        if (!missing.isEmpty()) {
            demand(missing);
        }
        return files.stream().map(Seen::text).toList();
    }

    /** Whoever runs a part of the tests wants no more; where the build is to judge all ({@code CI}) all must be there. */
    private static void demand(Set<String> missing) {
        String words = "not judged, which grants and transitions nothing uses: " + missing
                + " left nothing in target/seen in this run; ./mvnw verify runs all";
        boolean elsewhere = !files(".elsewhere").isEmpty();
        if (System.getenv("CI") != null && !elsewhere) {
            throw new AssertionError(words);
        }
        System.err.println(words + (elsewhere ? ", and -Dtrainyard.endpoint=emulator keeps a record of it" : ""));
        abort(words);
    }

    private static List<Path> files(String ending) {
        return Stream.of("endpoint-tests", "rehearsal-tests")
                .map(module -> MODULES.resolve(module).resolve("target/seen"))
                .filter(Files::isDirectory)
                .flatMap(Seen::list)
                .filter(file ->
                        file.toString().endsWith(ending) && !lastModified(file).isBefore(SINCE))
                .sorted()
                .toList();
    }

    private static Stream<Path> list(Path folder) {
        try (var found = Files.list(folder)) {
            return found.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant lastModified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
