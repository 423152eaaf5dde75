package dev.trainyard.infra;

import dev.trainyard.config.StageConfig;
import dev.trainyard.infra.access.AcceptedFinding;
import dev.trainyard.infra.data.DataStack;
import dev.trainyard.infra.data.DataStackProps;
import dev.trainyard.infra.ml.MlStack;
import dev.trainyard.infra.ml.MlStackProps;
import dev.trainyard.infra.network.NetworkStack;
import dev.trainyard.infra.network.NetworkStackProps;
import dev.trainyard.infra.synth.SourceFiles;
import dev.trainyard.infra.workflow.Dataset;
import dev.trainyard.infra.workflow.JobNetwork;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.StageProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/**
 * One stage of the system: its network, its data and its ML, in one account and region.
 *
 * <p>Prerequisites: the account is bootstrapped with trust to the tools account. Outputs: see the three stacks.
 */
public final class PlatformStage extends Stage {

    private final NetworkStack network;
    private final DataStack data;
    private final MlStack ml;

    public PlatformStage(Construct scope, String id, PlatformStageProps props) {
        super(scope, id, StageProps.builder().env(environment(props.stage())).build());
        TemplateFlags.setOn(this);
        network = new NetworkStack(this, "network", new NetworkStackProps(props.stage(), props.names()));
        data = new DataStack(
                this,
                "data",
                new DataStackProps(
                        props.stage(), props.names(), props.neighbours().taker()));
        ml = new MlStack(this, "ml", mlProps(props));
        tag(props);
        AcceptedFinding.nist(
                        "IAMNoInlinePolicy",
                        "CDK's grants: each policy is one role's, and comes and goes with it; AwsSolutions-IAM5 judges their content")
                .on(this);
        SourceFiles.noteIn(this);
    }

    public NetworkStack network() {
        return network;
    }

    public DataStack data() {
        return data;
    }

    public MlStack ml() {
        return ml;
    }

    private MlStackProps mlProps(PlatformStageProps props) {
        return new MlStackProps(
                props.pipeline(),
                props.stage(),
                props.names(),
                props.neighbours().source(),
                new MlStackProps.Archives(
                        props.assets().lambdaZip(),
                        props.assets().sourceArchive(),
                        props.assets().modelDefinition()),
                new JobNetwork(
                        network.privateSubnetIds(), network.jobSecurityGroup().getSecurityGroupId()),
                new Dataset(data.raw(), data.processed(), data.artifacts(), data.key()));
    }

    private void tag(PlatformStageProps props) {
        Tags.of(this).add("app", props.names().app());
        Tags.of(this).add("stage", props.names().stage());
        props.stage().tags().forEach(Tags.of(this)::add);
    }

    private static Environment environment(StageConfig stage) {
        return Environment.builder()
                .account(stage.account())
                .region(stage.region())
                .build();
    }
}
