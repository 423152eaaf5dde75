package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/**
 * The model that a candidate has to stand against: the newest approved package of the registry. One that a person has
 * rejected is none. Sets {@code $champion}: {@code {}} where there is none, else what {@link #KNOWN} names.
 */
final class Champion {

    /** Whether there is one. */
    static final String EXISTS = "$exists($champion.packageArn)";

    /** Older packages lack metadata: what is not known equals nothing. */
    private static final String KNOWN = """
            ($package := $states.result; $told := $package.CustomerMetadataProperties;\
             $known := function($name) { $lookup($told, $name) ? $lookup($told, $name) : 'unknown' };\
             {'packageArn': $package.ModelPackageArn, 'status': $package.ModelApprovalStatus,\
             'image': $package.InferenceSpecification.Containers[0].Image,\
             'modelDataUrl': $package.InferenceSpecification.Containers[0].ModelDataUrl,\
             'sha256': $known('sha256'), 'codeHash': $known('codeHash'), 'dataHash': $known('dataHash'),\
             'settingsHash': $known('settingsHash'), 'outOfFoldR2': $known('outOfFoldR2'), 'testR2': $known('testR2')})""";

    private final States states;
    private final WorkflowProps props;
    private final StageArns arns;

    Champion(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.props = props;
        this.arns = arns;
    }

    IChainable leadingTo(IChainable next) {
        var describe = describe("DescribeChampion", "$championArn", "champion");
        describe.next(next);
        var found = states.choice("HasChampion")
                .when(States.when("$championArn = 'none'"), next)
                .otherwise(describe);
        var find = find();
        find.next(found);
        return find;
    }

    private AwsCallTask find() {
        var parameters = Ordered.map(
                "ModelPackageGroupName", props.names().modelPackageGroup(),
                "ModelApprovalStatus", "Approved",
                "SortBy", "CreationTime",
                "SortOrder", "Descending",
                "MaxResults", 1);
        var newest = "$count($states.result.ModelPackageSummaryList) = 0"
                + " ? 'none' : $states.result.ModelPackageSummaryList[0].ModelPackageArn";
        return states.call(
                "FindChampion",
                AwsCall.sageMaker(
                                "listModelPackages",
                                parameters,
                                Allow.actions(List.of("sagemaker:ListModelPackages"), List.of("*")))
                        .assigning(Map.of("championArn", Jsonata.of(newest))));
    }

    /** Reads a package of the registry into a variable. */
    private AwsCallTask describe(String id, String arn, String variable) {
        return states.call(id, reading(arn, variable, arns));
    }

    /** The call that reads a package of the registry into a variable. */
    static AwsCall reading(String arn, String variable, StageArns arns) {
        return AwsCall.sageMaker(
                        "describeModelPackage",
                        Map.of("ModelPackageName", Jsonata.of(arn)),
                        Allow.actions(List.of("sagemaker:DescribeModelPackage"), List.of(arns.modelPackages())))
                .assigning(Map.of(variable, Jsonata.of(KNOWN)));
    }
}
