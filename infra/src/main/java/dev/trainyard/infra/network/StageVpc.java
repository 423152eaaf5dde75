package dev.trainyard.infra.network;

import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageConfig.Egress;
import dev.trainyard.infra.access.AcceptedFinding;
import java.util.List;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * A VPC with a fixed CIDR plan: a public /24 and a private /20 for each of three zones are always reserved, used or not.
 *
 * <p>So 2→3 zones and every change of egress leave each private subnet's CIDR and logical id alone. With NAT there is
 * one gateway for all zones: jobs can be run again, and a gateway per zone costs 33 dollars a month each.
 */
final class StageVpc extends Construct {

    private static final int PLANNED_ZONES = 3;
    private static final String PRIVATE = "Private";

    private final Vpc vpc;

    StageVpc(Construct scope, String id, StageConfig.Network network) {
        super(scope, id);
        boolean nat = network.egress() == Egress.NAT;
        vpc = Vpc.Builder.create(this, "Vpc")
                .ipAddresses(IpAddresses.cidr(network.cidr()))
                .maxAzs(network.maxAzs())
                .reservedAzs(PLANNED_ZONES - network.maxAzs())
                .natGateways(nat ? 1 : 0)
                .restrictDefaultSecurityGroup(true)
                .subnetConfiguration(List.of(publicSubnets(nat), privateSubnets(nat)))
                .build();
        vpc.getPublicSubnets()
                .forEach(subnet -> AcceptedFinding.nist(
                                "VPCNoUnrestrictedRouteToIGW",
                                "The NAT gateway's way out; nothing else is in this subnet")
                        .on(subnet));
    }

    Vpc vpc() {
        return vpc;
    }

    SubnetSelection privateSelection() {
        return SubnetSelection.builder().subnetGroupName(PRIVATE).build();
    }

    List<ISubnet> privateSubnets() {
        return vpc.selectSubnets(privateSelection()).getSubnets();
    }

    private static SubnetConfiguration publicSubnets(boolean inUse) {
        return SubnetConfiguration.builder()
                .name("Public")
                .subnetType(SubnetType.PUBLIC)
                .cidrMask(24)
                .mapPublicIpOnLaunch(false)
                .reserved(!inUse)
                .build();
    }

    private static SubnetConfiguration privateSubnets(boolean nat) {
        return SubnetConfiguration.builder()
                .name(PRIVATE)
                .subnetType(nat ? SubnetType.PRIVATE_WITH_EGRESS : SubnetType.PRIVATE_ISOLATED)
                .cidrMask(20)
                .build();
    }
}
