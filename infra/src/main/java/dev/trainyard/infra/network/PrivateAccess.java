package dev.trainyard.infra.network;

import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageConfig.Egress;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointService;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/**
 * How private subnets reach AWS without the internet. The endpoints are its own, not the VPC's: a refusal of one names this file.
 *
 * <p>S3 always, through a gateway endpoint, which is free and all that SageMaker's own jobs and endpoints need: images,
 * logs and metrics travel on SageMaker's side. With {@code egress: none} that is everything. With {@code endpoints} a
 * job's own code may also write logs and metrics; each of these costs about 7 dollars a month and zone.
 */
final class PrivateAccess extends Construct {

    private static final List<String> SERVICES = List.of("logs", "monitoring");
    private static final int HTTPS = 443;

    private final StageVpc vpc;

    PrivateAccess(Construct scope, String id, StageVpc vpc, StageConfig.Network network) {
        super(scope, id);
        this.vpc = vpc;
        GatewayVpcEndpoint.Builder.create(this, "S3")
                .vpc(vpc.vpc())
                .service(new GatewayVpcEndpointAwsService("s3"))
                .subnets(List.of(vpc.privateSelection()))
                .build();
        if (network.egress() == Egress.ENDPOINTS) {
            addInterfaceEndpoints(network.cidr());
        }
    }

    private void addInterfaceEndpoints(String cidr) {
        var group = SecurityGroup.Builder.create(this, "Endpoints")
                .vpc(vpc.vpc())
                .description("AWS services reached from within the VPC")
                .allowAllOutbound(false)
                .build();
        group.addIngressRule(Peer.ipv4(cidr), Port.tcp(HTTPS), "HTTPS from the VPC");
        SERVICES.forEach(service -> addInterfaceEndpoint(service, group));
    }

    /** Named by hand: {@code InterfaceVpcEndpointAwsService} has 400 constants, and touching one loads all over jsii. */
    private void addInterfaceEndpoint(String service, SecurityGroup group) {
        var name = "com.amazonaws.%s.%s".formatted(Stack.of(this).getRegion(), service);
        InterfaceVpcEndpoint.Builder.create(this, service)
                .vpc(vpc.vpc())
                .service(new InterfaceVpcEndpointService(name, HTTPS))
                .privateDnsEnabled(true)
                .open(false)
                .securityGroups(List.of(group))
                .subnets(vpc.privateSelection())
                .build();
    }
}
