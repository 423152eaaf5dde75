package dev.trainyard.cli.report;

import dev.trainyard.cli.ledger.Reach;
import dev.trainyard.cli.permissions.Permissions;
import java.util.List;

/** What a stand-in saw of a run. */
final class SampleSight {

    private static final String ROLE = "arn:aws:iam::222222222222:role/trainyard-dev-ml-Role";

    private SampleSight() {}

    static Permissions permissions() {
        return new Permissions(
                List.of(new Permissions.Call(
                        ROLE, "sagemaker:AddTags", "refused", 2, List.of("arn:x"), List.of(), "", "", 1_700_000_000)),
                List.of(),
                List.of(
                        grant(
                                0,
                                "training-job",
                                List.of(used("sagemaker:CreateTrainingJob", 3), used("sagemaker:StopTrainingJob", 0))),
                        grant(1, "model", List.of(used("sagemaker:CreateModel", 0)))));
    }

    private static Permissions.Action used(String action, long times) {
        return new Permissions.Action(action, times);
    }

    private static Permissions.Grant grant(int index, String kind, List<Permissions.Action> actions) {
        String arn = "arn:aws:sagemaker:us-east-1:222222222222:" + kind + "/trainyard-dev-*";
        return new Permissions.Grant(
                "trainyard-dev-ml",
                ROLE,
                "trainyard-pipeline/dev/ml/Workflow/Machine/Role",
                "Policy",
                index,
                "",
                true,
                actions,
                List.of(new Permissions.Resource(arn, arn, 0)),
                List.of());
    }

    static Reach reach() {
        return new Reach(
                List.of(new Reach.Operation("s3", "GetObject", 5), new Reach.Operation("s3", "PutObject", 4)),
                List.of(new Reach.Machine(
                        "arn:aws:states:us-east-1:222222222222:stateMachine:trainyard-dev",
                        "trainyard-pipeline/dev/ml/Workflow/Machine",
                        List.of(
                                new Reach.Transition("Train", "Evaluate", List.of("next"), 2),
                                new Reach.Transition("Train", "Failed", List.of("catch"), 0)))));
    }
}
