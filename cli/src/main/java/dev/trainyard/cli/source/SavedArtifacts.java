package dev.trainyard.cli.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Output artifacts of earlier builds that stand for builds of a run, as {@code STAGE/ACTION/ARTIFACT.zip}.
 *
 * @param directory that holds them
 * @param actions that they stand for, as {@code STAGE/ACTION}
 */
public record SavedArtifacts(Path directory, Set<String> actions) {

    private static final int DEPTH = 3;

    public SavedArtifacts {
        actions = Set.copyOf(actions);
    }

    /**
     * Looks what is there.
     *
     * @throws IllegalArgumentException when there is nothing of this form
     */
    public static SavedArtifacts in(Path directory) {
        Set<String> actions = new TreeSet<>();
        archives(directory).forEach(zip -> actions.add(zip.getName(0) + "/" + zip.getName(1)));
        if (actions.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s holds no saved artifacts; they are STAGE/ACTION/ARTIFACT.zip,".formatted(directory)
                            + " as Build/Build/Build_Output.zip");
        }
        return new SavedArtifacts(directory, actions);
    }

    /**
     * Refuses those of actions that a pipeline does not have.
     *
     * @param known its actions, as {@code STAGE/ACTION}
     */
    public void standOnlyFor(List<String> known) {
        actions.stream().filter(action -> !known.contains(action)).findFirst().ifPresent(action -> {
            throw new IllegalArgumentException(
                    "%s holds artifacts of %s, and the pipeline has no such action; it has %s"
                            .formatted(directory, action, String.join(", ", known)));
        });
    }

    private static List<Path> archives(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(directory + " is not a directory; saved artifacts are in one");
        }
        try (Stream<Path> files = Files.find(directory, DEPTH, (path, facts) -> facts.isRegularFile())) {
            return files.map(directory::relativize)
                    .filter(file ->
                            file.getNameCount() == DEPTH && file.toString().endsWith(".zip"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
