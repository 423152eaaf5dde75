package dev.trainyard.cli.lineage;

import dev.trainyard.cli.lineage.Lineage.Origin;
import dev.trainyard.cli.lineage.Lineage.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A lineage as lines for a person, from the endpoint down to commit and data. */
public final class LineageText {

    /** Facts of a package by what they are called for people, in the order they are asked for. */
    private static final List<Map.Entry<String, String>> FACTS = List.of(
            Map.entry("sha-256", "sha256"),
            Map.entry("decision", "decisionUri"),
            Map.entry("evaluation", "evaluationUri"),
            Map.entry("training", "trainingJobArn"),
            Map.entry("execution", "executionArn"),
            Map.entry("started by", "trigger"),
            Map.entry("commit", "commit"),
            Map.entry("code", "codeHash"),
            Map.entry("settings", "settingsHash"),
            Map.entry("data", "dataHash"),
            Map.entry("judged on", "judgedDataHash"));

    private final List<String> lines = new ArrayList<>();

    private LineageText() {}

    /** Returns the lines. */
    public static List<String> of(Lineage lineage) {
        var text = new LineageText();
        text.add("", "endpoint", "%s, %s".formatted(lineage.endpoint(), lineage.status()));
        text.add("", "config", lineage.config());
        lineage.variants().forEach(text::variant);
        return text.lines;
    }

    private void variant(Variant variant) {
        add("", "variant", "%s, weight %s".formatted(variant.name(), Double.toString(variant.weight())));
        add("  ", "model", variant.model());
        add("  ", "image", variant.image());
        add("  ", "archive", variant.archive());
        variant.origin()
                .ifPresentOrElse(
                        origin -> origin("  ", origin),
                        () -> add("  ", "package", "none in the registry names this archive: its origin is not known"));
    }

    private void origin(String indent, Origin origin) {
        add(indent, "package", "%s, %s".formatted(origin.arn(), origin.status()));
        for (var fact : FACTS) {
            String value = origin.facts().get(fact.getValue());
            if (value != null && !value.isEmpty()) {
                add(indent, fact.getKey(), value);
            }
        }
        origin.from().ifPresent(from -> {
            add(indent, "promoted", "the very archive of");
            origin(indent + "  ", from);
        });
    }

    private void add(String indent, String what, String value) {
        lines.add("%s%-11s %s".formatted(indent, what, value));
    }
}
