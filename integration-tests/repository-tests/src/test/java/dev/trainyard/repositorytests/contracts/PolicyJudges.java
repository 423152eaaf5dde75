package dev.trainyard.repositorytests.contracts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command of integration-tests/policies, in its own environment. */
final class PolicyJudges {

    private static final String SCRIPT = """
            judges=$("$1/.mvn/venv.sh" policies "$1/integration-tests/policies/requirements.lock") || exit 2
            export PYTHONPATH="$1/integration-tests/policies/src" PYTHONDONTWRITEBYTECODE=1
            shift
            exec "$judges/bin/python" -m policy_judges "$@"
            """;

    private static final Pattern COUNT = Pattern.compile("(\\d+) policies judged");

    private PolicyJudges() {}

    /**
     * @param code 0 where every finding has its answer, 1 where not, any other where nothing was judged
     * @param words a line for each finding without an answer, and for each answer without a finding
     */
    record Verdict(int code, String words) {

        int policies() {
            var count = COUNT.matcher(words);
            return count.find() ? Integer.parseInt(count.group(1)) : 0;
        }
    }

    /** Judges the templates of assemblies. */
    static Verdict judge(List<Path> assemblies) throws IOException, InterruptedException {
        var command = Stream.concat(
                        Stream.of("sh", "-c", SCRIPT, "policies", Repository.ROOT.toString()),
                        assemblies.stream().map(Path::toString))
                .toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(process.waitFor(), words);
    }
}
