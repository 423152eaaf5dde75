package dev.trainyard.infra.workflow;

import dev.trainyard.config.StageNames;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;

/** ARNs of what exists only at run time: the workflow's SageMaker resources, all under the stage's name prefix. */
public final class StageArns {

    private final Stack stack;
    private final StageNames names;

    public StageArns(Stack stack, StageNames names) {
        this.stack = stack;
        this.names = names;
    }

    public String endpoint() {
        return sagemaker("endpoint/" + names.endpoint());
    }

    public String endpointConfigs() {
        return ofRuns("endpoint-config");
    }

    public String models() {
        return ofRuns("model");
    }

    public String trainingJobs() {
        return ofRuns("training-job");
    }

    public String tuningJobs() {
        return ofRuns("hyper-parameter-tuning-job");
    }

    public String processingJobs() {
        return ofRuns("processing-job");
    }

    public String transformJobs() {
        return ofRuns("transform-job");
    }

    public String workflow() {
        return arn("states", "stateMachine:" + names.endpoint());
    }

    public String executions() {
        return arn("states", "execution:" + names.endpoint() + ":*");
    }

    public String modelPackageGroup() {
        return sagemaker("model-package-group/" + names.modelPackageGroup());
    }

    /** Versions of the model package group. */
    public String modelPackages() {
        return sagemaker("model-package/" + names.modelPackageGroup() + "/*");
    }

    /** The rule that Step Functions keeps to learn of a job's end. */
    public String jobEventsRule(String jobs) {
        return arn("events", "rule/StepFunctionsGetEventsForSageMaker" + jobs + "Rule");
    }

    public String releaseParameter() {
        return arn("ssm", "parameter" + names.releaseParameter());
    }

    /** Log groups of jobs and endpoints. */
    public String sageMakerLogs() {
        return arn("logs", "log-group:/aws/sagemaker/*");
    }

    /** The alarms that roll an update of the endpoint back. */
    public List<String> rollbackAlarms() {
        return List.of(arn("cloudwatch", "alarm:" + names.rollbackAlarmsPrefix() + "*"));
    }

    /** The alarms that Application Auto Scaling keeps for the endpoint's variants. */
    public String scalingAlarms() {
        return arn("cloudwatch", "alarm:TargetTracking-endpoint/" + names.endpoint() + "/*");
    }

    /** Scalable targets have ids of AWS's: a statement about them wants conditions. */
    public String scalableTargets() {
        return arn("application-autoscaling", "scalable-target/*");
    }

    /** The role that Application Auto Scaling makes for itself, once an account. */
    public String scalingRole() {
        return "arn:%s:iam::%s:role/aws-service-role/%s/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint"
                .formatted(stack.getPartition(), stack.getAccount(), Autoscaling.SERVICE);
    }

    /** Every stack of the stage. */
    public List<String> stacks() {
        return Stream.of(names.networkStack(), names.dataStack(), names.mlStack())
                .map(name -> arn("cloudformation", "stack/" + name + "/*"))
                .toList();
    }

    public String arn(String service, String resource) {
        return "arn:%s:%s:%s:%s:%s"
                .formatted(stack.getPartition(), service, stack.getRegion(), stack.getAccount(), resource);
    }

    private String ofRuns(String type) {
        return sagemaker(type + "/" + names.endpoint() + "-*");
    }

    private String sagemaker(String resource) {
        return arn("sagemaker", resource);
    }
}
