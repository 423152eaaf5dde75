package dev.trainyard.engine.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads and writes JSON; reads YAML. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A JSON object; an empty text is an empty object. */
    public static ObjectNode parseObject(byte[] text) {
        if (text.length == 0) {
            return object();
        }
        if (MAPPER.readTree(text) instanceof ObjectNode node) {
            return node;
        }
        throw new IllegalArgumentException("Expected a JSON object");
    }

    public static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /** YAML, of which JSON is a part. */
    public static JsonNode parseYaml(String text) {
        return YAML.readTree(text);
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Replaces the file whole, so that a reader never sees half of it. */
    public static void save(Path file, Object value) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.write(next, bytes(value));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** AWS JSON protocols carry times as seconds since 1970, with decimals. */
    public static BigDecimal epochSeconds(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), 3);
    }
}
