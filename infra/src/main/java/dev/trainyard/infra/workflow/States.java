package dev.trainyard.infra.workflow;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.Condition;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.Wait;
import software.amazon.awscdk.services.stepfunctions.WaitJsonataProps;
import software.amazon.awscdk.services.stepfunctions.WaitTime;
import software.amazon.awscdk.services.stepfunctions.tasks.CallAwsService;
import software.amazon.awscdk.services.stepfunctions.tasks.CallAwsServiceJsonataProps;
import software.constructs.Construct;

/** Makes the workflow's states, each with its way to the failure path. */
final class States {

    private final Construct scope;
    private final FailurePath failure;

    States(Construct scope, FailurePath failure) {
        this.scope = scope;
        this.failure = failure;
    }

    Construct scope() {
        return scope;
    }

    FailurePath failure() {
        return failure;
    }

    CallAwsService call(String id, AwsCall call) {
        var state = CallAwsService.jsonata(
                scope,
                id,
                CallAwsServiceJsonataProps.builder()
                        .service(call.service())
                        .action(call.action())
                        .parameters(call.parameters())
                        .assign(call.assign().isEmpty() ? null : call.assign())
                        .iamAction(first(call).getActions().getFirst())
                        .iamResources(first(call).getResources())
                        .additionalIamStatements(call.permissions())
                        .build());
        state.addRetry(Retries.ofCalls());
        state.addCatch(failure.start(), CaughtError.of(id));
        return state;
    }

    Choice choice(String id) {
        return Choice.jsonata(scope, id);
    }

    Wait pause(String id, Duration time) {
        return Wait.jsonata(
                scope,
                id,
                WaitJsonataProps.builder().time(WaitTime.duration(time)).build());
    }

    /** A failure that no state threw. */
    Pass refusal(String id, String state, String error, String cause) {
        return failure.because(id, state, error, cause);
    }

    static Condition when(String expression) {
        return Condition.jsonata(Jsonata.of(expression));
    }

    private static PolicyStatement first(AwsCall call) {
        return call.permissions().getFirst();
    }
}
