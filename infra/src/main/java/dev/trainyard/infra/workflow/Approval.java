package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.Chain;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/**
 * A model that has answered is approved, unless a person has rejected it meanwhile, and becomes the candidate that the next
 * stage may take (contract {@code candidate}), made of nothing but what the registry says of it. Sets {@code $candidate}.
 */
final class Approval {

    /** What the failure path knows a person's rejection by: it is not written over. */
    static final String REJECTED = "RejectedByPerson";

    /** The candidate of last approval. */
    static final String POINTER = "candidates/approved.json";

    private static final String CANDIDATE = """
            ($package := $states.result; $told := $package.CustomerMetadataProperties;\
             $container := $package.InferenceSpecification.Containers[0];\
             {'stage': '%s', 'modelDataUrl': $container.ModelDataUrl, 'sha256': $told.sha256, 'image': $container.Image,\
             'estimator': $told.estimator,\
             'metrics': {'outOfFoldR2': $number($told.outOfFoldR2), 'testR2': $number($told.testR2)},\
             'codeHash': $told.codeHash, 'dataHash': $told.dataHash, 'commit': $told.commit,\
             'trainingJobArn': $told.trainingJobArn, 'executionArn': $told.executionArn,\
             'modelPackageArn': $package.ModelPackageArn})""";

    private final States states;
    private final WorkflowProps props;
    private final StageArns arns;

    Approval(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.props = props;
        this.arns = arns;
    }

    IChainable leadingTo(IChainable next) {
        var approve = approve();
        approve.next(Chain.start(put("KeepCandidate", Jsonata.key("candidates", "candidate.json")))
                .next(put("PublishCandidate", POINTER))
                .next(next));
        var refused = states.refusal(
                "RejectedMeanwhile",
                "DescribePackage",
                REJECTED,
                Jsonata.of("'a person rejected ' & $packageArn & ' in the registry while it was rolled out'"));
        var describe = describe();
        describe.next(states.choice("IsRejectedByAPerson")
                .when(States.when("$approval = 'Rejected'"), refused)
                .otherwise(approve));
        return describe;
    }

    private AwsCallTask describe() {
        var candidate = CANDIDATE.formatted(props.names().stage());
        return states.call(
                "DescribePackage",
                AwsCall.sageMaker(
                                "describeModelPackage",
                                Map.of("ModelPackageName", Jsonata.of("$packageArn")),
                                Allow.actions(List.of("sagemaker:DescribeModelPackage"), List.of(arns.modelPackages())))
                        .assigning(Ordered.map(
                                "approval", Jsonata.of("$states.result.ModelApprovalStatus"),
                                "candidate", Jsonata.of(candidate))));
    }

    private AwsCallTask approve() {
        var parameters = Ordered.map(
                "ModelPackageArn", Jsonata.of("$packageArn"),
                "ModelApprovalStatus", "Approved",
                "ApprovalDescription", "Passed the gate and answered as evaluated");
        var allowed = Allow.actions(List.of("sagemaker:UpdateModelPackage"), List.of(arns.modelPackages()));
        return states.call("ApprovePackage", AwsCall.sageMaker("updateModelPackage", parameters, allowed));
    }

    /** The Body is an object: Step Functions writes it as JSON. */
    private AwsCallTask put(String id, String key) {
        var artifacts = props.dataset().artifacts();
        var parameters = Ordered.map(
                "Bucket",
                artifacts.getBucketName(),
                "Key",
                key,
                "Body",
                Jsonata.of("$candidate"),
                "ContentType",
                "application/json");
        var allowed = Allow.actions(List.of("s3:PutObject"), List.of(artifacts.arnForObjects("candidates/*")));
        return states.call(id, new AwsCall("s3", "putObject", parameters, Map.of(), List.of(allowed)));
    }
}
