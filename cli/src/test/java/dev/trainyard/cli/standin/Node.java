package dev.trainyard.cli.standin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The Node that the launcher would find, for tests. */
final class Node {

    private Node() {}

    static Path home() throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", ". .mvn/node.sh && echo \"$TRAINYARD_NODE_HOME\"")
                .directory(Path.of(System.getProperty("trainyard.root")).toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return Path.of(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }
}
