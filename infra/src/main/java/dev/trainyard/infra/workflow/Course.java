package dev.trainyard.infra.workflow;

import dev.trainyard.config.StageConfig.ModelSource;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;

/**
 * What there is to do: nothing ({@code $outcome} unchanged), to serve the same models by other settings (served), or to make
 * a model. The same model is one of the same code, data and settings as the last that came through, {@code $latest}, while
 * something serves.
 *
 * <p>A stage that takes the candidate of the stage before always asks for it: its own code and data do not say which it is.
 */
final class Course {

    private static final String SAME = "$not($request.force) and $served.championModel != '%1$s'"
            + " and $latest.codeHash = $request.codeHash and $latest.dataHash = $request.dataHash"
            + " and $latest.settingsHash = '%2$s'"
            + " and $not($latest.status = 'Rejected' and $latest.packageArn = $served.champion)";

    private final States states;
    private final WorkflowProps props;
    private final StageArns arns;

    Course(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.props = props;
        this.arns = arns;
    }

    /**
     * @param make where a model is made
     * @param serve where models in service get other settings
     * @param end where there is nothing to do
     */
    IChainable leadingTo(IChainable make, IChainable serve, IChainable end) {
        var next = decision(make, serve, end);
        var champion = pass("TakeChampion", Map.of("latest", Jsonata.of("$champion")));
        champion.next(next);
        return states.choice("IsLatestTheChampion")
                .when(States.when("$served.latest in ['none', $championArn]"), champion)
                .otherwise(latest(next, champion));
    }

    private IChainable decision(IChainable make, IChainable serve, IChainable end) {
        if (props.stage().model().source() == ModelSource.PROMOTE) {
            return make;
        }
        var same = SAME.formatted(RunVariables.NONE, SettingsHash.of(props.stage()));
        var nothing = pass("NothingToDo", Map.of("outcome", "unchanged"));
        nothing.next(end);
        var otherwise = pass("ServeOtherwise", Map.of("outcome", "served"));
        otherwise.next(serve);
        return states.choice("WhatIsToDo")
                .when(States.when(same + " and " + ServedSettings.unchanged(props)), nothing)
                .when(States.when(same), otherwise)
                .otherwise(make);
    }

    /** A package that somebody has deleted is no reason to fail. */
    private IChainable latest(IChainable next, IChainable unknown) {
        var call = Champion.reading("$served.latest", "latest", arns);
        var latest = States.task(states.scope(), "DescribeLatest", call);
        latest.addCatch(
                unknown, CatchProps.builder().errors(CaughtError.EVERYTHING).build());
        latest.next(next);
        return latest;
    }

    private Pass pass(String id, Map<String, Object> variables) {
        return Pass.jsonata(
                states.scope(), id, PassJsonataProps.builder().assign(variables).build());
    }
}
