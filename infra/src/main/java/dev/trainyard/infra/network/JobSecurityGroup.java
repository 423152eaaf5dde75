package dev.trainyard.infra.network;

import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/**
 * The security group of jobs and endpoints: nothing comes in, only HTTPS goes out.
 *
 * <p>Out to any address, because S3's gateway endpoint keeps S3's public addresses; where they can be reached is the
 * route tables' matter. A job of several instances would need ESP and UDP 500 within the group for its encrypted
 * traffic: ours have one.
 */
final class JobSecurityGroup extends Construct {

    private final SecurityGroup securityGroup;

    JobSecurityGroup(Construct scope, String id, IVpc vpc) {
        super(scope, id);
        securityGroup = SecurityGroup.Builder.create(this, "SecurityGroup")
                .vpc(vpc)
                .description("SageMaker jobs and endpoints")
                .allowAllOutbound(false)
                .build();
        securityGroup.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "HTTPS");
    }

    ISecurityGroup securityGroup() {
        return securityGroup;
    }
}
