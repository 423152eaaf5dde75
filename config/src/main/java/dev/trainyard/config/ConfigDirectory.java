package dev.trainyard.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a config directory, and what was found wrong in them so far. */
final class ConfigDirectory {

    static final String PIPELINE_FILE = "pipeline.yaml";

    private static final String ENDING = ".yaml";

    private final Path directory;
    private final List<Problem> problems = new ArrayList<>();

    ConfigDirectory(Path directory) {
        this.directory = directory;
    }

    static String stageFile(String stage) {
        return "stages/" + stage + ENDING;
    }

    /** Returns the record of a file, or nothing once the problems say why. */
    <T> Optional<T> read(String file, Rule rule, Class<T> type) {
        Problems found = new Problems(shown(file));
        Optional<T> record = YamlFile.read(directory.resolve(file), rule, type, found);
        problems.addAll(found.found());
        return record;
    }

    /** Returns the stages that have a file, by name. */
    List<String> stages() {
        List<String> files = files(directory.resolve("stages"));
        files.stream()
                .filter(file -> file.endsWith(".yml"))
                .forEach(file -> add("stages/" + file, "", "is not read: name it " + file.replaceAll("yml$", "yaml")));
        return files.stream()
                .filter(file -> file.endsWith(ENDING))
                .map(file -> file.substring(0, file.length() - ENDING.length()))
                .toList();
    }

    void add(String file, String path, String message) {
        problems.add(new Problem(shown(file), path, message));
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The file as a user would name it, whatever the working directory is. */
    String shown(String file) {
        return directory.toAbsolutePath().normalize().getFileName() + "/" + file;
    }

    private static List<String> files(Path stages) {
        if (!Files.isDirectory(stages)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(stages)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
