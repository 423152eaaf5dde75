package dev.trainyard.repositorytests.contracts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** AWS's linter for CloudFormation, of rehearsal/emulator/lint.lock. */
final class CfnLint {

    /** Exit code 0 where there are warnings alone. */
    private static final String SCRIPT = """
            lint=$("$1/.mvn/venv.sh" lint "$1/rehearsal/emulator/lint.lock") || exit 1
            shift
            exec "$lint/bin/cfn-lint" --non-zero-exit-code error "$@"
            """;

    /**
     * Its hint I1022, which cfn-lint 1.58.0 calls an error within a pipeline action's role (rules/functions/SubNotJoin.py under
     * rules/resources/codepipeline/PipelineActionConfiguration.py): CDK joins the ARNs of other accounts' roles.
     */
    private static final String NO_ERROR = "E3703 Prefer using Fn::Sub over Fn::Join with an empty delimiter";

    private CfnLint() {}

    /** Returns its errors, each on a line that begins with its rule, {@code E3001 …}. */
    static List<String> errors(List<Path> templates) throws IOException, InterruptedException {
        var command = Stream.concat(
                        Stream.of("sh", "-c", SCRIPT, "cfn-lint", Repository.ROOT.toString()),
                        templates.stream().map(Path::toString))
                .toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var errors = words.lines().filter(line -> line.matches("E[0-9]{4} .*")).toList();
        if (process.waitFor() != 0 && errors.isEmpty()) {
            throw new IllegalStateException("cfn-lint did not judge:\n" + words);
        }
        return errors.stream().filter(error -> !error.equals(NO_ERROR)).toList();
    }
}
