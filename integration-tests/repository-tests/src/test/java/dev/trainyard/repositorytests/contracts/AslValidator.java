package dev.trainyard.repositorytests.contracts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** npm's asl-validator of package-lock.json, run by the Node that the build uses. */
final class AslValidator {

    private static final String SCRIPT = """
            TRAINYARD_ROOT=$1
            . "$1/.mvn/node.sh"
            modules=$("$1/.mvn/npm.sh") || exit 2
            shift
            exec "$TRAINYARD_NODE_HOME/bin/node" "$modules/asl-validator/dist/bin/asl-validator.js" "$@"
            """;

    private static final Pattern REFUSED = Pattern.compile("(?m)^ *[A-Z_]+: (/\\S+) is invalid\\..*$");

    private AslValidator() {}

    /**
     * @param code 0 all valid, 1 not, 2 could not be judged
     * @param words what it said, by file
     */
    record Verdict(int code, String words) {}

    static Verdict judge(String definition, Path directory) throws IOException, InterruptedException {
        return judge(Map.of("definition", definition), directory);
    }

    /** Judges definitions by their names, in one process: its start takes most of a second. */
    static Verdict judge(Map<String, String> definitions, Path directory) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "asl", Repository.ROOT.toString()));
        for (var definition : definitions.entrySet()) {
            var file = Files.writeString(directory.resolve(definition.getKey() + ".json"), definition.getValue());
            command.addAll(List.of("--json-path", file.toString()));
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(process.waitFor(), withValues(words, definitions));
    }

    /** The validator says where it refuses what, and not what is there. */
    private static String withValues(String words, Map<String, String> definitions) {
        return REFUSED.matcher(words).replaceAll(refused -> {
            var values = definitions.values().stream()
                    .map(definition -> JsonMapper.shared().readTree(definition).at(refused.group(1)))
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString)
                    .distinct()
                    .toList();
            return Matcher.quoteReplacement(refused.group() + (values.isEmpty() ? "" : "; got " + values));
        });
    }
}
