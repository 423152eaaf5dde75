package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/security.md answers each rule of NIST 800-53 R5 that a construct of ours accepts a finding of, and no other. */
@Tag("thorough")
class SecurityPageTest {

    /** By {@code AcceptedFinding.nist}, or by its whole id. */
    private static final Pattern ACCEPTED = Pattern.compile("(?:\\.nist\\(\\s*\"|NIST\\.800\\.53\\.R5-)([A-Z]\\w+)\"");

    private static final Pattern ANSWERED =
            Pattern.compile("(IAM|S3|VPC|Lambda|DynamoDB|CloudWatch)[A-Z]\\w+(?=[,| ])");

    @Test
    void answersEveryNistRuleThatStands() throws IOException {
        var accepted = new TreeSet<String>();
        try (var files = Files.walk(Repository.ROOT.resolve("infra/src/main"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> ACCEPTED.matcher(Repository.text(file)).results())
                    .forEach(found -> accepted.add(found.group(1)));
        }
        // Of the pipeline's own bucket: its NagTest has the reasons.
        accepted.add("S3BucketLoggingEnabled");
        accepted.add("S3BucketVersioningEnabled");

        assertThat(answered()).isEqualTo(accepted);
    }

    private static Set<String> answered() {
        return Repository.text("docs/security.md")
                .lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", 3)[1])
                .filter(rule -> rule.contains("NIST"))
                .flatMap(rule -> ANSWERED.matcher(rule + "|").results())
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
