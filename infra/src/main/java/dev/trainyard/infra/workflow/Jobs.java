package dev.trainyard.infra.workflow;

import software.amazon.awscdk.services.stepfunctions.Chain;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/** The jobs that make a candidate and score it: Preprocess, Train, PredictChampion, Evaluate. */
final class Jobs {

    private final States states;
    private final WorkflowProps props;
    private final StageArns arns;

    Jobs(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.props = props;
        this.arns = arns;
    }

    IChainable leadingTo(IChainable next) {
        var jobs = new JobStates(states);
        var preprocess = jobs.task("Preprocess", new Preprocessing(props, arns).job());
        var train = jobs.task("Train", new TrainingJob(props).job(arns));
        var evaluate = jobs.task("Evaluate", new CandidateEvaluation(props, arns).job());
        evaluate.next(next);
        var compare = new ChampionPredictions(jobs, props, arns).leadingTo(evaluate);
        return Chain.start(preprocess).next(train).next(compare);
    }
}
