package dev.trainyard.repositorytests.contracts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** npm's asl-validator of package-lock.json, run by the Node that the build uses. */
final class AslValidator {

    private static final String SCRIPT = """
            TRAINYARD_ROOT=$1
            . "$1/.mvn/node.sh"
            modules=$("$1/.mvn/npm.sh") || exit 2
            exec "$TRAINYARD_NODE_HOME/bin/node" "$modules/asl-validator/dist/bin/asl-validator.js" --json-path "$2"
            """;

    private AslValidator() {}

    /**
     * @param code 0 valid, 1 not, 2 could not be judged
     * @param words what it said
     */
    record Verdict(int code, String words) {}

    static Verdict judge(String definition, Path directory) throws IOException, InterruptedException {
        var file = Files.writeString(directory.resolve("definition.json"), definition);
        var process = new ProcessBuilder("sh", "-c", SCRIPT, "asl", Repository.ROOT.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(process.waitFor(), words);
    }
}
