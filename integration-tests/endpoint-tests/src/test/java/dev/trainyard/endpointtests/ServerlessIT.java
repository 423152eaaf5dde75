package dev.trainyard.endpointtests;

import static dev.trainyard.endpointtests.Synthesis.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantServerlessConfig;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** A serverless endpoint answers, and gets another capacity without a training. */
@Needs({Ability.CLOUDFORMATION, Ability.MACHINE_LEARNING})
class ServerlessIT {

    private static StageAssembly capacity(String capacity) {
        return Synthesis.dev(replacing("222222222222", "222222222220")
                .andThen(replacing("egress: endpoints", "egress: nat"))
                .andThen(replacing("instanceType: ml.m5.large\n  instanceCount: 1", "serverless: " + capacity))::apply);
    }

    private static ProductionVariantServerlessConfig served(DeployedStage stage) {
        return stage.endpoint().productionVariants().getFirst().currentServerlessConfig();
    }

    @Test
    void anotherCapacityIsServedWithoutTraining() {
        var stage = DeployedStage.deploy(capacity("{memoryMiB: 2048, maxConcurrency: 5}"));
        stage.putRawData("auto-mpg.csv", SampleData.all());
        var first = WorkflowRun.of(stage, "first");
        assertThat(first.status()).as(first.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        var answer = stage.predict();

        stage.update(capacity("{memoryMiB: 4096, maxConcurrency: 9}"), Map.of());
        var second = WorkflowRun.again(stage, "second", "first");

        assertThat(second.status()).as(second.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(second.output()).contains("\"served\"");
        assertThat(second.states()).contains("UpdateEndpoint", "Smoke").doesNotContain("Train", "Register");
        assertThat(served(stage).memorySizeInMB()).isEqualTo(4096);
        assertThat(served(stage).maxConcurrency()).isEqualTo(9);
        assertThat(stage.predict()).isEqualTo(answer);
    }
}
