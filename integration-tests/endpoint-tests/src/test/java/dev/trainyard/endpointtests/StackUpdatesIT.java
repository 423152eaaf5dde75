package dev.trainyard.endpointtests;

import static dev.trainyard.endpointtests.Synthesis.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.node.ObjectNode;

/** A stage is deployed afresh, updated over what is deployed, and left as it was by an update that fails. */
@Needs({Ability.CLOUDFORMATION, Ability.FAITHFUL_PROPERTIES, Ability.UPDATE_ROLLBACK})
class StackUpdatesIT {

    private static StageAssembly synthesized(String account) {
        return Synthesis.dev(replacing("222222222222", account));
    }

    @Test
    void theSameTemplatesAgainChangeNothing() {
        var assembly = synthesized("222222222211");
        var stage = DeployedStage.deploy(assembly);
        var before = stage.stacks().physicalIds(assembly.stackName("ml"));

        stage.update(assembly, java.util.Map.of());

        assertThat(stage.stacks().physicalIds(assembly.stackName("ml"))).isEqualTo(before);
    }

    @Test
    void anEditOfTheGateUpdatesInPlace() {
        var assembly = synthesized("222222222212");
        var stage = DeployedStage.deploy(assembly);
        var machine = stage.output("ml", "StateMachineArn");

        stage.update(
                Synthesis.dev(yaml -> replacing("minimumR2: 0.7", "minimumR2: 0.8")
                        .apply(replacing("222222222222", "222222222212").apply(yaml))),
                java.util.Map.of());

        assertThat(stage.output("ml", "StateMachineArn")).isEqualTo(machine);
    }

    @Test
    void anUpdateThatFailsIsRolledBack() {
        var assembly = synthesized("222222222213");
        var stage = DeployedStage.deploy(assembly);
        var name = assembly.stackName("data");
        var before = stage.stacks().physicalIds(name);
        new AwsAccount(Endpoints.get(), "222222222214")
                .client(S3Client.builder().forcePathStyle(true))
                .createBucket(request -> request.bucket("taken-by-somebody-else"));

        var template = TemplateEdits.withoutCustomResources(assembly.template("data"));
        var bucket = ((ObjectNode) template.required("Resources")).putObject("Taken");
        bucket.put("Type", "AWS::S3::Bucket").putObject("Properties").put("BucketName", "taken-by-somebody-else");
        var stack = stage.stacks().deploy(name, template.toString());

        assertThat(stack.stackStatusAsString()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(stage.stacks().failures(name)).contains("Taken");
        assertThat(stage.stacks().physicalIds(name)).isEqualTo(before);
    }
}
