package dev.trainyard.infra.workflow;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Wait;
import software.amazon.awscdk.services.stepfunctions.WaitJsonataProps;
import software.amazon.awscdk.services.stepfunctions.WaitTime;

/**
 * One more try, in a run, of a job that failed for SageMaker's own reasons: no capacity, an internal error. Whatever else
 * fails a job, would fail it again.
 */
final class AnotherTry {

    private static final String UNLUCKY =
            "$again = 0 and ($contains($failure.cause, 'CapacityError') or $contains($failure.cause, 'InternalServerError'))";

    private final Choice start;
    private final Choice job;

    AnotherTry(States states) {
        IChainable failure = states.failure().start();
        job = states.choice("JobToRepeat").otherwise(failure);
        var pause = Wait.jsonata(
                states.scope(),
                "WaitForCapacity",
                WaitJsonataProps.builder()
                        .time(WaitTime.duration(Duration.minutes(5)))
                        .assign(Map.of("again", 1))
                        .build());
        pause.next(job);
        start = states.choice("IsWorthAnotherTry")
                .when(States.when(UNLUCKY), pause)
                .otherwise(failure);
    }

    /** Where a job's failure leads. */
    IChainable start() {
        return start;
    }

    /** Names a job that may be repeated. */
    void covers(SageMakerJobTask task) {
        job.when(States.when("$failure.state = '%s'".formatted(task.getId())), task);
    }
}
