package dev.trainyard.infra.network;

import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.constructs.Construct;

/**
 * Where a stage's jobs and endpoints run: a VPC, its way out, its flow log, and the security group of jobs.
 *
 * <p>Prerequisites: none. Outputs: VpcId, PrivateSubnetIds (comma list), JobSecurityGroupId.
 */
public final class NetworkStack extends Stack {

    private final List<String> availabilityZones;
    private final StageVpc vpc;
    private final JobSecurityGroup jobs;

    public NetworkStack(Construct scope, String id, NetworkStackProps props) {
        super(
                scope,
                id,
                StackProps.builder().stackName(props.names().networkStack()).build());
        var network = props.stage().network();
        availabilityZones = AvailabilityZones.of(props.stage().region());
        vpc = new StageVpc(this, "StageVpc", network);
        new FlowLogs(this, "FlowLogs", vpc.vpc());
        new PrivateAccess(this, "PrivateAccess", vpc, network);
        jobs = new JobSecurityGroup(this, "Jobs", vpc.vpc());
        addOutputs();
    }

    /** Named from the config, because CDK would otherwise look them up in the account at synthesis. */
    @Override
    public List<String> getAvailabilityZones() {
        return availabilityZones;
    }

    public List<String> privateSubnetIds() {
        return vpc.privateSubnets().stream().map(ISubnet::getSubnetId).toList();
    }

    public ISecurityGroup jobSecurityGroup() {
        return jobs.securityGroup();
    }

    private void addOutputs() {
        output("VpcId", vpc.vpc().getVpcId());
        output("PrivateSubnetIds", Fn.join(",", privateSubnetIds()));
        output("JobSecurityGroupId", jobs.securityGroup().getSecurityGroupId());
    }

    private void output(String key, String value) {
        CfnOutput.Builder.create(this, key).value(value).build();
    }
}
