package dev.trainyard.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {
    private final Variables variables = new Variables("an-execution");

    @Test
    void resolvesTheExecutionAndNamespaces() {
        variables.define("Source", Map.of("CommitId", "abc", "CommitMessage", "$1 \\ back"));

        assertThat(variables.resolve(Map.of(
                        "id",
                        "#{codepipeline.PipelineExecutionId}",
                        "text",
                        "#{Source.CommitId}-#{Source.CommitMessage}")))
                .containsEntry("id", "an-execution")
                .containsEntry("text", "abc-$1 \\ back");
    }

    @Test
    void keepsJsonWholeWhateverTheValue() {
        variables.define("Source", Map.of("CommitMessage", "say \"hi\"\nthere"));

        assertThat(variables.resolve(Map.of("EnvironmentVariables", """
                        [{"name":"M","type":"PLAINTEXT","value":"#{Source.CommitMessage}"}]"""))).containsEntry("EnvironmentVariables", """
                        [{"name":"M","type":"PLAINTEXT","value":"say \\"hi\\"\\nthere"}]""");
    }

    @Test
    void namesAVariableThatNothingDefines() {
        variables.define("Network", Map.of("VpcId", "vpc-1"));

        assertThatThrownBy(() -> variables.resolve(Map.of("a", "#{Ml.Endpoint}")))
                .hasMessage("The variable #{Ml.Endpoint} is not defined: there is no namespace Ml");
        assertThatThrownBy(() -> variables.resolve(Map.of("a", "#{Network.SubnetId}")))
                .hasMessage("The variable #{Network.SubnetId} is not defined: the namespace Network has [VpcId]");
    }
}
