package dev.trainyard.rehearsaltests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what each rehearsal's stand-in saw, which its report leaves beside it, for {@link Seen}. */
final class KeptSight {
    private static final Path SEEN = Path.of(Objects.requireNonNull(System.getProperty("trainyard.root")))
            .resolve("integration-tests/rehearsal-tests/target/seen");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private KeptSight() {}

    /** Removes what an earlier run left beside this report. */
    static void forget(Path report) throws IOException {
        for (String what : List.of("permissions", "reach")) {
            Files.deleteIfExists(beside(report, what));
        }
    }

    /** Keeps what this run left beside its report, under the name of the test that called. */
    static void keep(Path report) throws IOException {
        Files.createDirectories(SEEN);
        String test = test() + "-" + NUMBER.incrementAndGet();
        for (String what : List.of("permissions", "reach")) {
            Path file = beside(report, what);
            if (Files.exists(file)) {
                Files.copy(file, SEEN.resolve(test + "." + what + ".json"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Path beside(Path report, String what) {
        return report.resolveSibling(String.valueOf(report.getFileName()).replace(".html", "." + what + ".json"));
    }

    private static String test() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .filter(name -> name.startsWith(KeptSight.class.getPackageName()) && name.endsWith("IT"))
                        .findFirst())
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .orElse("rehearsal");
    }
}
