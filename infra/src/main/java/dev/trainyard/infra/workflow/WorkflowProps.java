package dev.trainyard.infra.workflow;

import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageNames;
import java.util.Optional;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sns.ITopic;

/**
 * @param stage the stage's config
 * @param names the stage's names
 * @param roles whom jobs and endpoints act as
 * @param code what they run
 * @param network where they run
 * @param dataset what they read and write
 * @param surroundings whom the workflow asks and tells
 */
public record WorkflowProps(
        StageConfig stage,
        StageNames names,
        Roles roles,
        Code code,
        JobNetwork network,
        Dataset dataset,
        Surroundings surroundings) {

    /** Whether the stage takes the candidate of the stage before, and trains none of its own. */
    boolean promotes() {
        return surroundings.promote().isPresent();
    }

    /**
     * @param jobs role of processing and training jobs
     * @param serving role of the model behind the endpoint
     */
    public record Roles(IRole jobs, IRole serving) {}

    /**
     * @param image of the training job, and of whatever loads its model
     * @param prebuilt AWS's image for the estimator: the same, unless the config brings its own
     * @param uri S3 URI of the training code
     * @param hash of the training code's archive
     */
    public record Code(String image, ModelImage prebuilt, String uri, String hash) {}

    /**
     * @param gate decides whether a model may go on
     * @param dataset says what raw data there is
     * @param promote takes the candidate of the stage before; absent where the stage trains its own
     * @param lock who has the stage
     * @param topic told of failures
     * @param logs the workflow's own log
     */
    public record Surroundings(
            IFunction gate,
            IFunction dataset,
            Optional<IFunction> promote,
            ITable lock,
            ITopic topic,
            ILogGroup logs) {}
}
