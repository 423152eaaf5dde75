package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * What a machine's role needs to run a job to its end: to start, watch, stop and tag it, to hand it its role, and to keep
 * the rule by which Step Functions learns of its end.
 */
public final class JobPermissions {

    private JobPermissions() {}

    static List<PolicyStatement> processing(StageArns arns, IRole role) {
        return of("ProcessingJob", arns.processingJobs(), arns.jobEventsRule("ProcessingJobs"), role);
    }

    static List<PolicyStatement> training(StageArns arns, IRole role) {
        return of("TrainingJob", arns.trainingJobs(), arns.jobEventsRule("TrainingJobs"), role);
    }

    /** A search starts, watches and stops training jobs as whoever started it. */
    static List<PolicyStatement> tuning(StageArns arns, IRole role) {
        var all = new ArrayList<>(
                of("HyperParameterTuningJob", arns.tuningJobs(), arns.jobEventsRule("TuningJobs"), role));
        all.add(Allow.actions(
                List.of(
                        "sagemaker:CreateTrainingJob",
                        "sagemaker:DescribeTrainingJob",
                        "sagemaker:StopTrainingJob",
                        "sagemaker:AddTags"),
                List.of(arns.trainingJobs())));
        all.add(Allow.actions(
                List.of("sagemaker:ListTrainingJobsForHyperParameterTuningJob"), List.of(arns.tuningJobs())));
        return List.copyOf(all);
    }

    /** A transform job has no role of its own: it works as its model does. */
    public static List<PolicyStatement> transform(StageArns arns) {
        return running("TransformJob", arns.transformJobs(), arns.jobEventsRule("TransformJobs"));
    }

    private static List<PolicyStatement> of(String kind, String jobs, String rule, IRole role) {
        var all = new ArrayList<>(running(kind, jobs, rule));
        all.add(Allow.passing(role, "sagemaker.amazonaws.com"));
        return List.copyOf(all);
    }

    private static List<PolicyStatement> running(String kind, String jobs, String rule) {
        return List.of(
                Allow.actions(
                        List.of(
                                "sagemaker:Create" + kind,
                                "sagemaker:Describe" + kind,
                                "sagemaker:Stop" + kind,
                                "sagemaker:AddTags",
                                "sagemaker:ListTags"),
                        List.of(jobs)),
                Allow.actions(List.of("events:DescribeRule", "events:PutRule", "events:PutTargets"), List.of(rule)));
    }
}
