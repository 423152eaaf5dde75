package dev.trainyard.repositorytests.contracts;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of docs/fidelity.md, by their headings: what a row names in its first cell, and its other cells. */
final class FidelityPage {

    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (.*) ?\\|");

    private FidelityPage() {}

    /** Returns a table's rows by what they name; a name that stands twice is refused. */
    static Map<String, List<String>> table(String heading) {
        return section(heading)
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> List.of(row.group(2).split(" ?\\| ?", -1)),
                        FidelityPage::twice,
                        TreeMap::new));
    }

    /** Returns the cells that follow the name in a row. */
    static List<String> row(String heading, String name) {
        return Objects.requireNonNull(
                table(heading).get(name), () -> "docs/fidelity.md, " + heading + ": no row " + name);
    }

    private static Stream<String> section(String heading) {
        return Repository.text("docs/fidelity.md")
                .lines()
                .dropWhile(line -> !line.equals("## " + heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "));
    }

    private static List<String> twice(List<String> one, List<String> other) {
        throw new IllegalStateException("docs/fidelity.md has two rows of one name: " + one + " and " + other);
    }
}
