package dev.trainyard.infra.network;

import dev.trainyard.infra.access.AcceptedFinding;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** Who talked to whom in the VPC, kept for three months. Encrypted by CloudWatch Logs itself: it holds addresses only. */
final class FlowLogs extends Construct {

    FlowLogs(Construct scope, String id, Vpc vpc) {
        super(scope, id);
        var group = LogGroup.Builder.create(this, "Group")
                .retention(RetentionDays.THREE_MONTHS)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        AcceptedFinding.nist("CloudWatchLogGroupEncrypted", "Addresses and ports; CloudWatch Logs encrypts them itself")
                .on(group);
        vpc.addFlowLog(
                "FlowLog",
                FlowLogOptions.builder()
                        .destination(FlowLogDestination.toCloudWatchLogs(group))
                        .trafficType(FlowLogTrafficType.ALL)
                        .build());
    }
}
