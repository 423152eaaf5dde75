package dev.trainyard.engine.action;

import dev.trainyard.engine.aws.ArtifactBucket;
import dev.trainyard.engine.aws.Clients;
import dev.trainyard.engine.aws.Identity;
import dev.trainyard.engine.pipeline.Action;
import dev.trainyard.engine.pipeline.ActionContext;
import dev.trainyard.engine.pipeline.ActionFailure;
import dev.trainyard.engine.waiting.Waiter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** Deploy/AWS/CloudFormation: makes a change set, or executes it, in the account of the action's role. */
public final class CloudFormationAction implements Action {
    private static final Set<String> KNOWN = Set.of(
            "ActionMode",
            "StackName",
            "ChangeSetName",
            "TemplatePath",
            "TemplateConfiguration",
            "ParameterOverrides",
            "Capabilities",
            "RoleArn");
    private static final Duration DEFAULT_LIMIT = Duration.ofMinutes(60);

    private final BiFunction<Identity, String, CloudFormationClient> clients;
    private final ArtifactBucket bucket;
    private final Path work;
    private final Waiter waiter;

    /** @param work a directory for templates on their way */
    public CloudFormationAction(Clients clients, ArtifactBucket bucket, Path work) {
        this(clients::cloudFormation, bucket, work, Waiter.ofThisMachine());
    }

    CloudFormationAction(
            BiFunction<Identity, String, CloudFormationClient> clients,
            ArtifactBucket bucket,
            Path work,
            Waiter waiter) {
        this.clients = clients;
        this.bucket = bucket;
        this.work = work;
        this.waiter = waiter;
    }

    @Override
    public Map<String, String> run(ActionContext context) throws InterruptedException {
        context.knowsOnly(KNOWN);
        CloudFormationClient client = clients.apply(context.identity(), context.region());
        Patience patience = new Patience(context.declaration().timeout().orElse(DEFAULT_LIMIT), waiter);
        Stack stack = new Stack(client, context.required("StackName"));
        return switch (context.required("ActionMode")) {
            case "CHANGE_SET_REPLACE" ->
                new ChangeSetReplacement(stack, patience, new ArtifactFile(bucket, work)).run(context);
            case "CHANGE_SET_EXECUTE" -> new ChangeSetExecution(stack, patience).run(context);
            case String other ->
                throw new ActionFailure(
                        "ConfigurationError",
                        "The rehearsal does not know the ActionMode " + other
                                + "; it knows CHANGE_SET_REPLACE and CHANGE_SET_EXECUTE");
        };
    }
}
