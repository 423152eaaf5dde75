package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.aws.ArtifactLocation;
import dev.trainyard.engine.aws.Identities;
import dev.trainyard.engine.aws.Identity;
import dev.trainyard.engine.aws.RefusedException;
import dev.trainyard.engine.pipeline.ActionRecord.ActionError;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs one action: its identity, its variables, its artifacts, its end. */
final class ActionRunner {

    private final Map<ActionType, Action> actions;
    private final Identities identities;

    ActionRunner(Map<ActionType, Action> actions, Identities identities) {
        this.actions = Map.copyOf(actions);
        this.identities = identities;
    }

    void run(Execution execution, ActionExecution action) {
        try {
            ActionContext context = context(execution, action);
            Map<String, String> variables = implementation(action).run(context);
            execution.artifacts().putAll(context.outputs());
            action.declaration()
                    .namespace()
                    .ifPresent(name -> execution.variables().define(name, variables));
            action.succeeded(variables, context.outputs());
        } catch (ActionFailure e) {
            failed(execution, action, new ActionError(e.code(), e.getMessage()));
        } catch (RefusedException | SdkException e) {
            failed(execution, action, new ActionError(code(e), words(e)));
        } catch (RuntimeException e) {
            e.printStackTrace();
            failed(execution, action, new ActionError("InternalError", "The rehearsal's engine failed: " + e));
        } catch (InterruptedException e) {
            action.abandoned();
            Thread.currentThread().interrupt();
        }
    }

    private static void failed(Execution execution, ActionExecution action, ActionError error) {
        if (execution.isEnding()) {
            action.abandoned();
        } else {
            action.failed(error);
        }
    }

    /** The service's own words, without the SDK's numbers. */
    private static String words(RuntimeException e) {
        return e instanceof AwsServiceException service
                        && service.awsErrorDetails() != null
                        && service.awsErrorDetails().errorMessage() != null
                ? service.awsErrorDetails().errorMessage()
                : String.valueOf(e.getMessage());
    }

    private static String code(RuntimeException e) {
        boolean denied = e instanceof RefusedException
                || (e instanceof AwsServiceException service
                        && service.awsErrorDetails() != null
                        && service.awsErrorDetails().errorCode().startsWith("AccessDenied"));
        return denied ? "PermissionError" : "JobFailed";
    }

    private Action implementation(ActionExecution action) {
        ActionType type = action.declaration().type();
        Action implementation = actions.get(type);
        if (implementation == null) {
            throw new ActionFailure(
                    "ConfigurationError", "The rehearsal does not know the action type " + type.label());
        }
        return implementation;
    }

    private ActionContext context(Execution execution, ActionExecution action) {
        ActionDeclaration declaration = action.declaration();
        Map<String, String> configuration = execution.variables().resolve(declaration.configuration());
        Map<String, ArtifactLocation> inputs = Artifacts.inputs(execution, declaration.inputs());
        action.resolved(configuration, inputs);
        Identity pipeline = identities.ofService(
                new Identities.Service("codepipeline.amazonaws.com", execution.pipelineArn()),
                execution.definition().roleArn(),
                execution.id());
        Identity own = declaration
                .roleArn()
                .map(role -> identities.assume(pipeline, role, execution.id()))
                .orElse(pipeline);
        return new ActionContext(
                execution,
                action,
                configuration,
                inputs,
                Artifacts.outputs(execution, declaration.outputs()),
                own,
                pipeline);
    }
}
