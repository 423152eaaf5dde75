package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every policy of every template, by judges that are not ours: integration-tests/policies. */
@Tag("thorough")
class PoliciesTest {

    @TempDir
    Path directory;

    @Test
    void everyFindingIsMendedOrAnsweredInAcceptedYaml() throws IOException, InterruptedException {
        var verdict = PolicyJudges.judge(List.of(SynthesizedProject.ASSEMBLY, SynthesizedExamples.ASSEMBLY));

        assertThat(verdict.code()).as(verdict.words()).isZero();
        assertThat(verdict.policies()).isGreaterThan(300);
    }

    @Test
    void anActionThatAwsDoesNotHaveIsRed() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("offender.template.json"), """
                {"Resources": {"Offender": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {
                  "Version": "2012-10-17",
                  "Statement": [{"Effect": "Allow", "Action": "sagemaker:AddTag", "Resource": "*"}]}}}}}
                """);

        var verdict = PolicyJudges.judge(List.of(SynthesizedProject.ASSEMBLY, SynthesizedExamples.ASSEMBLY, directory));

        assertThat(verdict.code()).isEqualTo(1);
        assertThat(verdict.words())
                .contains("Offender: published: action sagemaker:AddTag: AWS has none of that name")
                .contains("Offender: parliament: UNKNOWN_ACTION");
    }
}
