package dev.trainyard.cli.faults;

import dev.trainyard.cli.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All faults that there are.
 *
 * @param faults in the order in which they are explained
 */
public record Catalogue(List<Fault> faults) {

    /** Below the repository's root. */
    public static final String FILE = "rehearsal/emulator/src/trainyard_emulator/faults/catalogue.json";

    public Catalogue {
        faults = List.copyOf(faults);
    }

    /** Reads the stand-in's own. */
    public static Catalogue of(Path root) {
        try {
            return new Catalogue(List.of(Json.read(Files.readString(root.resolve(FILE)), Fault[].class)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the list of faults", e);
        }
    }

    /**
     * Returns the faults of these names, each once.
     *
     * @throws IllegalArgumentException naming what there is, where one is unknown
     */
    public List<Fault> named(List<String> names) {
        return new LinkedHashSet<>(names)
                .stream().map(String::strip).map(this::named).toList();
    }

    private Fault named(String name) {
        return faults.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fault '%s'; there are %s, and list explains them"
                        .formatted(name, faults.stream().map(Fault::name).collect(Collectors.joining(", ")))));
    }

    /** What each is, for a terminal. */
    public String explained() {
        return faults.stream().map(Catalogue::explained).collect(Collectors.joining("\n"));
    }

    private static String explained(Fault fault) {
        return """
                %s
                    AWS:       %s
                    strikes:   %s
                    expected:  %s
                    source:    %s
                """.formatted(
                        fault.name(),
                        fault.aws(),
                        fault.strikes(),
                        fault.expected(),
                        String.join("\n               ", fault.sources()));
    }
}
