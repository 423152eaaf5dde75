package dev.trainyard.cli.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Questions to git. One that it cannot answer (no git, no repository, no commit) has an empty answer.
 *
 * @param directory where it is asked
 */
record Git(Path directory) {

    String output(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process git = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 ? output : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while asking git", e));
        }
    }

    List<Path> paths(String... arguments) {
        return Stream.of(output(arguments).split("\0"))
                .filter(name -> !name.isEmpty())
                .distinct()
                .map(Path::of)
                .toList();
    }
}
