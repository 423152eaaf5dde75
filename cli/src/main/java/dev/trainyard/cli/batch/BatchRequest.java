package dev.trainyard.cli.batch;

import dev.trainyard.cli.json.Json;
import dev.trainyard.cli.terminal.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the batch machine is asked (contract of its input).
 *
 * @param input key prefix below {@code batch/} of the stage's raw bucket, with a slash at its end
 * @param contentType {@code text/csv} (no header, cells in feature order) or {@code application/jsonlines}
 * @param join true: each answer comes with its record
 */
public record BatchRequest(String input, String contentType, boolean join) {

    private static final Map<String, String> TYPES = types();

    private static Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        types.put(".csv", "text/csv");
        types.put(".jsonl", "application/jsonlines");
        return types;
    }

    /** The input of an execution. */
    public String json() {
        return Json.write(this);
    }

    /** Of files that are all of one kind; refuses others, naming them. */
    public static BatchRequest of(List<Path> files, String input, boolean join) {
        files.stream().filter(file -> !Files.isRegularFile(file)).findFirst().ifPresent(file -> {
            throw new UsageException("%s is not a file".formatted(file));
        });
        Set<String> kinds = files.stream()
                .map(file -> contentType(String.valueOf(file.getFileName())))
                .collect(Collectors.toSet());
        if (kinds.size() > 1) {
            throw new UsageException("the files of one batch must be of one kind, all .csv or all .jsonl: " + files);
        }
        return new BatchRequest(input, kinds.iterator().next(), join);
    }

    /** The content type that a file's or key's name says. */
    public static String contentType(String name) {
        return TYPES.entrySet().stream()
                .filter(type -> name.endsWith(type.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "%s must end in .csv (no header, cells in feature order) or .jsonl (a record a line)"
                                .formatted(name)));
    }
}
