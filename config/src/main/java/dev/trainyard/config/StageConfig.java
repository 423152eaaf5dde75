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
 * @param workflow the ML workflow
 * @param triggers what starts it beside the pipeline and people
 * @param gate what a model must reach
 * @param endpoint what serves the model
 * @param model where a stage's model comes from
 * @param retain true: data, models and keys outlive their stack
 * @param approval whether a person approves before this stage
 * @param data raw data
 * @param watch the drift watch
 * @param notificationEmail who is told of failures
 * @param tags on every resource, beside app and stage; never per commit
 */
public record StageConfig(
        int schemaVersion,
        String stage,
        String account,
        String region,
        Network network,
        WorkflowSettings workflow,
        Optional<Triggers> triggers,
        GateSettings gate,
        EndpointSettings endpoint,
        Model model,
        boolean retain,
        Approval approval,
        Data data,
        Optional<Watch> watch,
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
        TRAIN,
        PROMOTE
    }

    /**
     * @param cidr IPv4 block of the VPC, a /16
     * @param maxAzs availability zones in use, 2 or 3
     * @param egress how private subnets reach out
     */
    public record Network(String cidr, int maxAzs, Egress egress) {}

    /** @param source train: on the stage's own data; promote: the candidate that the stage before approved */
    public record Model(ModelSource source) {}

    /**
     * @param sample true: Release puts the sample data where {@code raw/} is empty
     * @param maxWait how long Release waits for data otherwise
     * @param maxBadShare of rows with something wrong, above which preprocessing fails; 0 to 1
     */
    public record Data(boolean sample, Duration maxWait, double maxBadShare) {}
}
