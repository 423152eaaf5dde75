package dev.trainyard.infra.workflow;

import java.util.Map;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.Fail;
import software.amazon.awscdk.services.stepfunctions.FailJsonataProps;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;
import software.amazon.awscdk.services.stepfunctions.TaskInput;
import software.amazon.awscdk.services.stepfunctions.tasks.SnsPublish;
import software.amazon.awscdk.services.stepfunctions.tasks.SnsPublishJsonataProps;
import software.constructs.Construct;

/**
 * The failure path of a machine that leaves nothing to be undone: the topic is told, the run fails with the state's name
 * and the reason. Its states are what every failure path ends with.
 */
public final class FailureNotice extends Construct implements Failure {

    private final SnsPublish start;

    /**
     * @param topic told of failures
     * @param subject of the message
     */
    public FailureNotice(Construct scope, String id, ITopic topic, String subject) {
        super(scope, id);
        start = notify(this, topic, subject, failed(this));
    }

    @Override
    public IChainable start() {
        return start;
    }

    /** State {@code Notify}: goes on when it fails, so that a run always ends with its cause. */
    static SnsPublish notify(Construct scope, ITopic topic, String subject, IChainable next) {
        var message = "'State ' & $failure.state & ' failed: ' & $failure.cause & '\\n' & $states.context.Execution.Id";
        var publish = SnsPublish.jsonata(
                scope,
                "Notify",
                SnsPublishJsonataProps.builder()
                        .topic(topic)
                        .subject(subject)
                        .message(TaskInput.fromText(Jsonata.of(message)))
                        .build());
        publish.addRetry(Retries.ofNotices());
        publish.addCatch(
                next, CatchProps.builder().errors(CaughtError.EVERYTHING).build());
        publish.next(next);
        return publish;
    }

    /** State {@code Failed}, the end. */
    static Fail failed(Construct scope) {
        return Fail.jsonata(
                scope,
                "Failed",
                FailJsonataProps.builder()
                        .error(Jsonata.of("$failure.error"))
                        .cause(Jsonata.of("$failure.state & ' failed: ' & $failure.cause"))
                        .build());
    }

    /** A state that sets {@code $failure} and leads on. */
    static Pass because(Construct scope, String id, Map<String, Object> failure, IChainable next) {
        var pass = Pass.jsonata(
                scope,
                id,
                PassJsonataProps.builder().stateName(id).assign(failure).build());
        pass.next(next);
        return pass;
    }
}
