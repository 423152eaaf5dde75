package dev.trainyard.endpointtests;

import static dev.trainyard.endpointtests.Synthesis.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** No edit of a stage's network moves a subnet: what runs in it would have to be replaced. */
@Needs({Ability.CLOUDFORMATION, Ability.FAITHFUL_PROPERTIES})
class NetworkEditsIT {

    private static Map<String, String> subnetsAfter(String account, UnaryOperator<String> edit) {
        var stage = Synthesis.dev(
                yaml -> edit.apply(replacing("222222222222", account).apply(yaml)));
        var where = new AwsAccount(Endpoints.get(), account);
        var stacks = new StackDeployment(where);
        var name = stage.stackName("network");
        var stack = stacks.deploy(
                name,
                TemplateEdits.withoutCustomResources(stage.template("network")).toString());
        assertThat(stack.stackStatusAsString())
                .as("%s:%n%s", name, stacks.failures(name))
                .isIn("CREATE_COMPLETE", "UPDATE_COMPLETE");
        var subnets = stacks.output(name, "PrivateSubnetIds").split(",");
        return where
                .client(Ec2Client.builder())
                .describeSubnets(request -> request.subnetIds(subnets))
                .subnets()
                .stream()
                .collect(Collectors.toMap(Subnet::subnetId, Subnet::cidrBlock));
    }

    @Test
    void aThirdZoneAddsASubnetAndMovesNone() {
        var two = subnetsAfter("222222222205", UnaryOperator.identity());

        var three = subnetsAfter("222222222205", replacing("maxAzs: 2", "maxAzs: 3"));

        assertThat(two).hasSize(2);
        assertThat(three).containsAllEntriesOf(two).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"endpoints, nat, 222222222206", "nat, none, 222222222207", "none, endpoints, 222222222208"})
    void aChangeOfEgressMovesNoSubnet(String from, String to, String account) {
        var before = subnetsAfter(account, replacing("egress: endpoints", "egress: " + from));

        var after = subnetsAfter(account, replacing("egress: endpoints", "egress: " + to));

        assertThat(after).isEqualTo(before);
    }
}
