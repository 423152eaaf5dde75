package dev.trainyard.lambdas.gate;

import org.jspecify.annotations.Nullable;

/** A candidate is not worse than the model in service, on the same test rows, by more than a margin. */
final class ChampionRule {

    private static final String CHAMPION = "trainyard.champion";

    private final Settings settings;

    ChampionRule(Settings settings) {
        this.settings = settings;
    }

    /** @param champion whether there is a model in service; null where the workflow does not say */
    GateDecision.Rule judge(Evaluation.Document evaluation, @Nullable Boolean champion) {
        if (!settings.comparesChampion()) {
            return passed("the comparison with the model in service is switched off (gate.champion: ignore)");
        }
        if (champion == null) {
            return failed("the workflow must say, as champion: true or false, whether a model is in service");
        }
        var compared = evaluation.json().at("/trainyard/champion");
        if (!champion) {
            return compared.isNull()
                    ? passed("there is no approved model yet to compare with")
                    : failed("%s in %s must be null where no model is approved yet, got %s"
                            .formatted(CHAMPION, evaluation.where(), Words.of(compared)));
        }
        return compare(evaluation);
    }

    private GateDecision.Rule compare(Evaluation.Document evaluation) {
        var own = Score.r2(evaluation, "regression_metrics.r2.value");
        var other = Score.r2(evaluation, CHAMPION + ".r2");
        if (own instanceof Score.Known(double candidate) && other instanceof Score.Known(double champion)) {
            var words = "test R² less that of the model in service (%s) is %%s, %%s the limit %%s"
                    .formatted(Words.of(champion));
            return Gate.atLeast(
                    Gate.NOT_WORSE_THAN_CHAMPION, candidate - champion, limit(), words, "not below", "below");
        }
        return failed(Score.whyUnknown(own, other));
    }

    private double limit() {
        return -settings.championMargin();
    }

    private GateDecision.Rule passed(String reason) {
        return new GateDecision.Rule(Gate.NOT_WORSE_THAN_CHAMPION, null, limit(), true, reason);
    }

    private GateDecision.Rule failed(String reason) {
        return Gate.unknown(Gate.NOT_WORSE_THAN_CHAMPION, limit(), reason);
    }
}
