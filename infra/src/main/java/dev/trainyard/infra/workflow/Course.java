package dev.trainyard.infra.workflow;

import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;

/**
 * What there is to do: nothing ({@code $outcome} unchanged), to serve the same models by other settings (served), or to bring
 * another model. The same model is one of the same code, data and settings as the last that came through, {@code $latest},
 * while something serves; of a stage that takes the candidate of the stage before, it is the same archive.
 */
final class Course {

    private static final String LOOKS = "$not($request.force) and $served.championModel != '%s'";
    private static final String SAME = "$latest.codeHash = $request.codeHash and $latest.dataHash = $request.dataHash"
            + " and $latest.settingsHash = '%s'";
    private static final String SERVES = "$latest.packageArn = $served.champion";
    /** A champion that nobody has approved is left by a run that was aborted; a challenger is pending as long as it is one. */
    private static final String STANDS = "($latest.status = 'Approved' or $latest.packageArn != $served.champion)";

    private final States states;
    private final WorkflowProps props;
    private final StageArns arns;
    private final Optional<Promotion> promotion;

    Course(States states, WorkflowProps props, StageArns arns, Optional<Promotion> promotion) {
        this.states = states;
        this.props = props;
        this.arns = arns;
        this.promotion = promotion;
    }

    /**
     * @param make where another model is made
     * @param serve where models in service get other settings
     * @param end where there is nothing to do
     */
    IChainable leadingTo(IChainable make, IChainable serve, IChainable end) {
        var next = decision(make, serve, end);
        var champion = pass("TakeChampion", Map.of("latest", Jsonata.of("$champion")));
        champion.next(next);
        var latest = states.choice("IsLatestTheChampion")
                .when(States.when("$served.latest in ['none', $championArn]"), champion)
                .otherwise(latest(next, champion));
        return promotion.map(it -> it.fetchLeadingTo(latest)).orElse(latest);
    }

    private IChainable decision(IChainable make, IChainable serve, IChainable end) {
        var model = promotion.isPresent() ? Promotion.SAME : SAME.formatted(SettingsHash.of(props.stage()));
        var same = LOOKS.formatted(RunVariables.NONE) + " and " + model;
        var nothing = pass("NothingToDo", Map.of("outcome", "unchanged"));
        nothing.next(end);
        var otherwise = pass("ServeOtherwise", Map.of("outcome", "served"));
        otherwise.next(serve);
        var choice = states.choice("WhatIsToDo");
        promotion.ifPresent(it -> choice.when(
                States.when("%s and $latest.status = 'Rejected' and %s".formatted(same, SERVES)), it.refused()));
        return choice.when(
                        States.when("%s and %s and %s".formatted(same, STANDS, ServedSettings.unchanged(props))),
                        nothing)
                .when(States.when(same + " and " + STANDS), otherwise)
                .otherwise(make);
    }

    /** A package that somebody has deleted is no reason to fail. */
    private IChainable latest(IChainable next, IChainable unknown) {
        var call = Champion.reading("$served.latest", "latest", arns);
        var latest = new AwsCallTask(states.scope(), "DescribeLatest", call);
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
