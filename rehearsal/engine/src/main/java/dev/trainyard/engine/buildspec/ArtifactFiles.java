package dev.trainyard.engine.buildspec;

import dev.trainyard.engine.archive.ArchivedFile;
import dev.trainyard.engine.archive.FilePatterns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Which files make an artifact.
 *
 * @param baseDirectory relative to the source directory
 * @param discardPaths all files at the top, under their own names
 */
public record ArtifactFiles(List<String> files, List<String> excludePaths, String baseDirectory, boolean discardPaths) {
    /** @throws BuildspecException if nothing matches, as CodeBuild fails then */
    public List<ArchivedFile> under(Path sourceDirectory) throws IOException {
        Path base = sourceDirectory.resolve(baseDirectory).normalize();
        List<ArchivedFile> found =
                Files.isDirectory(base) ? new FilePatterns(files, excludePaths).under(base) : List.of();
        if (found.isEmpty()) {
            throw new BuildspecException("no matching artifact paths found: " + files + " below " + baseDirectory);
        }
        if (!discardPaths) {
            return found;
        }
        return found.stream()
                .map(file -> new ArchivedFile(
                        file.file(), file.name().substring(file.name().lastIndexOf('/') + 1)))
                .toList();
    }
}
