package dev.trainyard.infra;

import static dev.trainyard.infra.StageTemplates.resources;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageConfig.Egress;
import dev.trainyard.config.StageConfig.Network;
import dev.trainyard.infra.network.NetworkStack;
import dev.trainyard.infra.network.NetworkStackProps;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.StageProps;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NetworkTest {

    /** Where jobs run, pinned: a subnet that moves is a subnet that is replaced, with everything in it. */
    private static final Map<String, String> PRIVATE_SUBNETS = Map.of(
            "StageVpcPrivateSubnet1Subnet3F5CEF36", "10.10.16.0/20",
            "StageVpcPrivateSubnet2Subnet53710833", "10.10.32.0/20");

    @ParameterizedTest
    @CsvSource({"2,ENDPOINTS", "3,ENDPOINTS", "2,NAT", "3,NAT", "2,NONE", "3,NONE"})
    void noEditMovesAPrivateSubnet(int maxAzs, Egress egress) {
        var subnets = privateSubnets(network(new Network("10.10.0.0/16", maxAzs, egress)));
        assertThat(subnets).hasSize(maxAzs).containsAllEntriesOf(PRIVATE_SUBNETS);
    }

    @Test
    void onlyNatHasAWayToTheInternet() {
        assertThat(types(Egress.NAT)).contains("AWS::EC2::NatGateway", "AWS::EC2::InternetGateway");
        assertThat(types(Egress.ENDPOINTS)).doesNotContain("AWS::EC2::NatGateway", "AWS::EC2::InternetGateway");
        assertThat(types(Egress.NONE)).doesNotContain("AWS::EC2::NatGateway", "AWS::EC2::InternetGateway");
    }

    @Test
    void withoutEgressOnlyS3IsReached() {
        var endpoints = resources(network(new Network("10.10.0.0/16", 2, Egress.NONE)), "AWS::EC2::VPCEndpoint");
        assertThat(endpoints)
                .singleElement()
                .satisfies(
                        s3 -> assertThat(s3.properties().path("VpcEndpointType").asString())
                                .isEqualTo("Gateway"));
    }

    @Test
    void nothingReachesJobs() {
        var jobs = resources(network(new Network("10.10.0.0/16", 2, Egress.NAT)), "AWS::EC2::SecurityGroup");
        assertThat(jobs)
                .singleElement()
                .satisfies(group -> assertThat(
                                group.properties().path("SecurityGroupIngress").isMissingNode())
                        .isTrue());
    }

    /** Not in the pipeline's Build: whether jobs reach what they need is known better where they run. */
    @Test
    @Tag("thorough")
    void jobsReachOthersByHttpsAlone() {
        var jobs = resources(network(new Network("10.10.0.0/16", 2, Egress.NAT)), "AWS::EC2::SecurityGroup");
        assertThat(jobs)
                .flatExtracting(group -> group.properties()
                        .path("SecurityGroupEgress")
                        .valueStream()
                        .toList())
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.path("FromPort").asInt()).isEqualTo(443);
                    assertThat(rule.path("ToPort").asInt()).isEqualTo(443);
                });
    }

    @Test
    void trafficIsLoggedAndTheDefaultGroupClosed() {
        assertThat(types(Egress.NONE)).contains("AWS::EC2::FlowLog", "Custom::VpcRestrictDefaultSG");
    }

    private static Iterable<String> types(Egress egress) {
        return resources(network(new Network("10.10.0.0/16", 2, egress)))
                .map(StageTemplates.Resource::type)
                .toList();
    }

    private static Map<String, String> privateSubnets(JsonNode template) {
        var subnets = new TreeMap<String, String>();
        resources(template, "AWS::EC2::Subnet")
                .filter(subnet -> subnet.id().contains("Private"))
                .forEach(subnet -> subnets.put(
                        subnet.id(), subnet.properties().path("CidrBlock").asString()));
        return subnets;
    }

    private static JsonNode network(Network network) {
        var config = with(Stages.CONFIG.stages().getFirst(), network);
        var stage = new Stage(
                Stages.app(),
                "dev",
                StageProps.builder()
                        .env(software.amazon.awscdk.Environment.builder()
                                .account(config.account())
                                .region(config.region())
                                .build())
                        .build());
        var stack = new NetworkStack(stage, "network", new NetworkStackProps(config, Stages.CONFIG.names(config)));
        return JsonMapper.shared().valueToTree(Template.fromStack(stack).toJSON());
    }

    private static StageConfig with(StageConfig config, Network network) {
        return new StageConfig(
                config.schemaVersion(),
                config.stage(),
                config.account(),
                config.region(),
                network,
                config.workflow(),
                config.triggers(),
                config.gate(),
                config.endpoint(),
                config.model(),
                config.retain(),
                config.approval(),
                config.data(),
                config.watch(),
                config.notificationEmail(),
                config.tags());
    }
}
