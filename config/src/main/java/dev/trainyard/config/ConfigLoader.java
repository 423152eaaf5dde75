package dev.trainyard.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code pipeline.yaml} and {@code stages/*.yaml} of a directory, and refuses all that is wrong at once. */
public final class ConfigLoader {

    /** Leaves 39 of SageMaker's 63 characters for an execution's id and what a job is for; IAM's 64 are less strict. */
    private static final int LONGEST_NAME = 24;

    private final Path directory;
    private final List<Problem> problems = new ArrayList<>();

    private ConfigLoader(Path directory) {
        this.directory = directory;
    }

    /** Throws {@link ConfigException} with every problem of every file. */
    public static PlatformConfig load(Path directory) {
        return new ConfigLoader(directory).load();
    }

    private PlatformConfig load() {
        Optional<PipelineConfig> pipeline = read("pipeline.yaml", PipelineRules.PIPELINE, PipelineConfig.class);
        List<String> files = stageFiles();
        List<StageConfig> stages = files.stream().flatMap(this::stage).toList();
        pipeline.ifPresent(read -> compare(read, files));
        pipeline.ifPresent(this::checkLengths);
        if (pipeline.isEmpty() || !problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return inOrder(pipeline.get(), stages);
    }

    private Stream<StageConfig> stage(String name) {
        String file = stageFile(name);
        Optional<StageConfig> stage = read(file, StageRules.STAGE, StageConfig.class);
        stage.filter(read -> !read.stage().equals(name))
                .ifPresent(read -> add(
                        file, "stage", "must be '%s' as the file is named, got '%s'".formatted(name, read.stage())));
        return stage.stream();
    }

    private void compare(PipelineConfig pipeline, List<String> files) {
        pipeline.stages().stream()
                .filter(name -> !files.contains(name))
                .forEach(name -> add(
                        "pipeline.yaml",
                        "stages",
                        "names '%s', and there is no %s".formatted(name, shown(stageFile(name)))));
        files.stream()
                .filter(name -> !pipeline.stages().contains(name))
                .forEach(name -> add(
                        stageFile(name),
                        "",
                        "is no stage of %s, which has %s: add '%s' there or delete this file"
                                .formatted(shown("pipeline.yaml"), String.join(", ", pipeline.stages()), name)));
    }

    private void checkLengths(PipelineConfig pipeline) {
        for (String stage : pipeline.stages()) {
            String name = new StageNames(pipeline.app(), stage).endpoint();
            if (name.length() > LONGEST_NAME) {
                add(
                        "pipeline.yaml",
                        "app",
                        "and the stage %s are too long together: '%s' has %d characters of %d, since SageMaker's names end at 63"
                                .formatted(stage, name, name.length(), LONGEST_NAME));
            }
        }
    }

    private <T> Optional<T> read(String file, Rule rule, Class<T> type) {
        Problems found = new Problems(shown(file));
        Optional<T> record = YamlFile.read(directory.resolve(file), rule, type, found);
        problems.addAll(found.found());
        return record;
    }

    private List<String> stageFiles() {
        Path stages = directory.resolve("stages");
        if (!Files.isDirectory(stages)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(stages)) {
            return files.map(file -> file.getFileName().toString())
                    .peek(this::refuseOtherEnding)
                    .filter(file -> file.endsWith(".yaml"))
                    .map(file -> file.substring(0, file.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refuseOtherEnding(String file) {
        if (file.endsWith(".yml")) {
            add("stages/" + file, "", "is not read: name it " + file.replaceAll("yml$", "yaml"));
        }
    }

    private static PlatformConfig inOrder(PipelineConfig pipeline, List<StageConfig> stages) {
        PlatformConfig unordered = new PlatformConfig(pipeline, stages);
        return new PlatformConfig(
                pipeline, pipeline.stages().stream().map(unordered::stage).toList());
    }

    private static String stageFile(String name) {
        return "stages/" + name + ".yaml";
    }

    private void add(String file, String path, String message) {
        problems.add(new Problem(shown(file), path, message));
    }

    /** The file as a user would name it, whatever the working directory is. */
    private String shown(String file) {
        return directory.toAbsolutePath().normalize().getFileName() + "/" + file;
    }
}
