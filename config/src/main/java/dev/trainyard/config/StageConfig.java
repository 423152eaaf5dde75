package dev.trainyard.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * {@code config/stages/<stage>.yaml}: where and how much. What the model is says {@code sagemaker-code/model.yaml}.
 *
 * @param schemaVersion version of this file's format; 1
 * @param stage name of the stage, equal to the file's
 * @param account AWS account of the stage, 12 digits
 * @param region AWS region of the stage
 * @param network its VPC
 * @param workflow machines of the ML workflow
 * @param gate what a model must reach
 * @param endpoint what serves the model
 * @param model where a stage's model comes from
 * @param retain true: data, models and keys outlive their stack
 * @param approval whether a person approves before this stage
 * @param data raw data
 * @param notificationEmail who is told of failures
 * @param tags on every resource, beside app and stage; never per commit
 */
public record StageConfig(
        int schemaVersion,
        String stage,
        String account,
        String region,
        Network network,
        Workflow workflow,
        Gate gate,
        Endpoint endpoint,
        Model model,
        boolean retain,
        Approval approval,
        Data data,
        Optional<String> notificationEmail,
        Map<String, String> tags) {

    public StageConfig {
        tags = Map.copyOf(tags);
    }

    /** Whether a person approves before a stage is deployed. */
    public enum Approval {
        REQUIRED,
        NONE
    }

    /** How private subnets reach AWS and the internet. */
    public enum Egress {
        ENDPOINTS,
        NAT,
        NONE
    }

    /** Where a stage's model comes from. */
    public enum ModelSource {
        TRAIN
    }

    /**
     * @param cidr IPv4 block of the VPC, a /16
     * @param maxAzs availability zones in use, 2 or 3
     * @param egress how private subnets reach out
     */
    public record Network(String cidr, int maxAzs, Egress egress) {}

    /**
     * @param processing machine of the processing jobs
     * @param training machine of the training job
     */
    public record Workflow(Machine processing, Machine training) {}

    /**
     * @param instanceType SageMaker instance type, {@code ml.…}
     * @param volumeGiB size of the job's volume, 1 to 16384
     * @param maxRuntime after which SageMaker stops the job; a minute to 5 days
     */
    public record Machine(String instanceType, int volumeGiB, Duration maxRuntime) {}

    /** @param minimumR2 lowest out-of-fold R² that passes, 0 to 1 */
    public record Gate(double minimumR2) {}

    /**
     * @param instanceType SageMaker instance type, {@code ml.…}
     * @param instanceCount instances, 1 to 10
     */
    public record Endpoint(String instanceType, int instanceCount) {}

    public record Model(ModelSource source) {}

    /**
     * @param sample true: Release puts the sample data where {@code raw/} is empty
     * @param maxWait how long Release waits for data otherwise
     */
    public record Data(boolean sample, Duration maxWait) {}
}
