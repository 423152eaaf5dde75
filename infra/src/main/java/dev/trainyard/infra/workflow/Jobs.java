package dev.trainyard.infra.workflow;

import java.time.Duration;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/**
 * The jobs that make a candidate and score it: Preprocess, where it accepts the data Train (a promoted one is there before
 * any job), PredictChampion, Evaluate.
 */
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
        var evaluate = jobs.task("Evaluate", new CandidateEvaluation(props, arns).job());
        evaluate.next(next);
        var compare = new ChampionPredictions(jobs, props, arns).leadingTo(evaluate);
        preprocess.next(new DataVerdict(states, props).leadingTo(make(jobs, compare)));
        return preprocess;
    }

    private IChainable make(JobStates jobs, IChainable next) {
        return props.promotes() ? next : train(jobs, next);
    }

    private IChainable train(JobStates jobs, IChainable next) {
        return props.stage()
                .workflow()
                .tuning()
                .map(tuning -> new TuningJob(tuning, props, arns).leadingTo(jobs, next))
                .orElseGet(() -> new TrainingJob(props, arns).leadingTo(jobs, next));
    }

    /** All jobs of a run, one after another. */
    static Duration longest(WorkflowProps props) {
        var workflow = props.stage().workflow();
        var model = props.promotes()
                ? Promotion.LONGEST
                : workflow.tuning()
                        .map(tuning -> TuningJob.longest(tuning, props))
                        .orElseGet(() -> TrainingJob.longest(props));
        return workflow.processing().maxRuntime().multipliedBy(3).plus(model);
    }
}
