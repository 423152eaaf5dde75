package dev.trainyard.infra.workflow;

/**
 * Makes the states that run jobs; those share one more try.
 *
 * @param states makes all others
 * @param anotherTry where a job's failure leads
 */
record JobStates(States states, AnotherTry anotherTry) {

    JobStates(States states) {
        this(states, new AnotherTry(states));
    }

    SageMakerJobTask task(String id, SageMakerJobTask.Job job) {
        return task(id, job, "");
    }

    /** @param advice what to do where it fails, for whoever reads the cause */
    SageMakerJobTask task(String id, SageMakerJobTask.Job job, String advice) {
        var task = new SageMakerJobTask(states.scope(), id, job);
        task.addCatch(anotherTry.start(), CaughtError.of(id, advice));
        anotherTry.covers(task);
        return task;
    }
}
