package dev.trainyard.endpointtests.stagetemplates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.endpointtests.AwsAccount;
import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import dev.trainyard.endpointtests.Endpoints;
import dev.trainyard.endpointtests.Needs;
import dev.trainyard.endpointtests.StackDeployment;
import dev.trainyard.endpointtests.StageAssembly;
import dev.trainyard.endpointtests.TemplateEdits;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.node.ObjectNode;

/** The stage's Network and Data stacks can be created, side by side, on an engine that is not the rehearsal's own. */
@Needs(Ability.CLOUDFORMATION)
class StageTemplatesTest {
    private static final StageAssembly STAGE = new StageAssembly(Path.of(Objects.requireNonNull(
            System.getProperty("trainyard.templates"), "-Dtrainyard.templates=<folder of the stage's assembly>")));
    private static final AwsAccount ACCOUNT = new AwsAccount(Endpoints.get(), STAGE.account("network"));
    private static final StackDeployment STACKS = new StackDeployment(ACCOUNT);

    @BeforeAll
    static void deploy() {
        deploy("network", TemplateEdits.withoutCustomResources(TemplateEdits.withoutNat(STAGE.template("network"))));
        deploy("data", TemplateEdits.withoutCustomResources(STAGE.template("data")));
    }

    private static void deploy(String suffix, ObjectNode template) {
        var name = STAGE.stackName(suffix);
        var stack = STACKS.deploy(name, template.toString());
        assertThat(stack.stackStatusAsString())
                .as("%s:%n%s", name, STACKS.failures(name))
                .isEqualTo("CREATE_COMPLETE");
    }

    @Test
    void everyResourceIsReallyThere() {
        // LocalStack completes types that it does not know with the physical id "unknown".
        var known = Map.of("network", "AWS::EC2::FlowLog", "data", "AWS::SageMaker::ModelPackageGroup");
        known.forEach((suffix, fallback) -> {
            var template = STAGE.template(suffix);
            STACKS.physicalIds(STAGE.stackName(suffix)).forEach((logicalId, physicalId) -> {
                var type = template.at("/Resources/" + logicalId + "/Type").asString("");
                if (!type.equals(fallback)) {
                    assertThat(physicalId)
                            .as("%s (%s)", logicalId, type)
                            .isNotBlank()
                            .isNotEqualTo("unknown");
                }
            });
        });
    }

    @Test
    void thePrivateSubnetsExistInTheVpc() {
        var stack = STAGE.stackName("network");
        var wanted = Arrays.asList(STACKS.output(stack, "PrivateSubnetIds").split(","));

        var subnets = ACCOUNT.client(Ec2Client.builder())
                .describeSubnets(request -> request.subnetIds(wanted))
                .subnets();

        assertThat(subnets)
                .hasSameSizeAs(wanted)
                .allSatisfy(subnet -> assertThat(subnet.vpcId()).isEqualTo(STACKS.output(stack, "VpcId")));
    }

    @Test
    void theBucketsKeepVersions() {
        var outputs = STACKS.outputs(STAGE.stackName("data"));
        var s3 = ACCOUNT.client(S3Client.builder().forcePathStyle(true));

        assertThat(outputs).containsKeys("RawBucketName", "ProcessedBucketName", "ArtifactsBucketName");
        outputs.entrySet().stream()
                .filter(output -> output.getKey().endsWith("BucketName"))
                .forEach(output -> assertThat(s3.getBucketVersioning(request -> request.bucket(output.getValue()))
                                .statusAsString())
                        .as(output.getKey())
                        .isEqualTo("Enabled"));
    }
}
