package dev.trainyard.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a YAML file as a tree, has it judged, and makes its record of it. */
final class YamlFile {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private YamlFile() {}

    /** Returns the record, or nothing once {@code problems} says why. */
    static <T> Optional<T> read(Path file, Rule rule, Class<T> type, Problems problems) {
        Optional<JsonNode> tree = tree(file, problems);
        tree.ifPresent(value -> rule.check(value, "", problems));
        if (!problems.none()) {
            return Optional.empty();
        }
        tree.ifPresent(rule::complete);
        return tree.map(value -> YAML.treeToValue(value, type));
    }

    private static Optional<JsonNode> tree(Path file, Problems problems) {
        try {
            JsonNode tree = YAML.readTree(Files.readString(file));
            if (tree.isMissingNode() || tree.isNull()) {
                problems.add("", "is empty");
                return Optional.empty();
            }
            return Optional.of(tree);
        } catch (JacksonException e) {
            problems.add("", "is no valid YAML: " + where(e.getLocation()) + firstLine(e.getOriginalMessage()));
        } catch (NoSuchFileException e) {
            problems.add("", "does not exist");
        } catch (IOException e) {
            problems.add("", "cannot be read: " + e);
        }
        return Optional.empty();
    }

    private static String where(TokenStreamLocation location) {
        return location == null ? "" : "line %d: ".formatted(location.getLineNr());
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
