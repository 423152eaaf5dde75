package dev.trainyard.lambdas.gate;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Decides. Pure: no I/O, no clock. Whatever is not there, or is not what it should be, fails its rule. */
final class Gate {

    static final String MINIMUM_R2 = "minimum-r2";
    static final String BETTER_THAN_RIDGE = "better-than-ridge";
    static final String NOT_WORSE_THAN_CHAMPION = "not-worse-than-champion";
    static final String ENOUGH_ROWS = "enough-rows";
    static final String CATEGORIES_SEEN = "categories-seen";

    private static final String OUT_OF_FOLD = "trainyard.out_of_fold.r2";

    private final Settings settings;

    Gate(Settings settings) {
        this.settings = settings;
    }

    GateDecision decide(Evaluation evaluation, GateRequest request) {
        return switch (evaluation) {
            case Evaluation.Document document ->
                GateDecision.of(List.of(
                        minimumR2(document),
                        betterThanRidge(document),
                        new ChampionRule(settings).judge(document, request.champion()),
                        enoughRows(document),
                        categoriesSeen(document)));
            case Evaluation.Unusable(String reason) -> refuse(reason);
        };
    }

    private GateDecision refuse(String reason) {
        return GateDecision.of(List.of(
                unknown(MINIMUM_R2, settings.minimumR2(), reason),
                unknown(BETTER_THAN_RIDGE, settings.ridgeMargin(), reason),
                unknown(NOT_WORSE_THAN_CHAMPION, -settings.championMargin(), reason),
                unknown(ENOUGH_ROWS, settings.minimumRows(), reason),
                unknown(CATEGORIES_SEEN, 0, reason)));
    }

    private GateDecision.Rule minimumR2(Evaluation.Document evaluation) {
        var limit = settings.minimumR2();
        return switch (Score.r2(evaluation, OUT_OF_FOLD)) {
            case Score.Unknown(String reason) -> unknown(MINIMUM_R2, limit, reason);
            case Score.Known(double r2) ->
                atLeast(MINIMUM_R2, r2, limit, "out-of-fold R² %s is %s the minimum %s", "not below", "below");
        };
    }

    /** In the same folds: a linear model that does as well is the better one, for it is simpler. */
    private GateDecision.Rule betterThanRidge(Evaluation.Document evaluation) {
        var limit = settings.ridgeMargin();
        var own = Score.r2(evaluation, OUT_OF_FOLD);
        var ridge = Score.r2(evaluation, "trainyard.baselines.ridge.out_of_fold.r2");
        if (own instanceof Score.Known(double model) && ridge instanceof Score.Known(double baseline)) {
            var words = "out-of-fold R² less a ridge regression's (%s) is %%s, %%s the margin %%s"
                    .formatted(Words.of(baseline));
            return atLeast(BETTER_THAN_RIDGE, model - baseline, limit, words, "not below", "below");
        }
        return unknown(BETTER_THAN_RIDGE, limit, Score.whyUnknown(own, ridge));
    }

    private GateDecision.Rule enoughRows(Evaluation.Document evaluation) {
        var limit = settings.minimumRows();
        var sum = 0.0;
        for (var split : List.of("train", "validation", "test")) {
            switch (Score.count(evaluation, "trainyard.rows." + split)) {
                case Score.Unknown(String reason) -> {
                    return unknown(ENOUGH_ROWS, limit, reason);
                }
                case Score.Known(double rows) -> sum += rows;
            }
        }
        var enough = sum >= limit;
        var reason = String.format(
                Locale.ROOT, "%.0f rows are %s the minimum %.0f", sum, enough ? "not below" : "below", limit);
        return new GateDecision.Rule(ENOUGH_ROWS, sum, limit, enough, reason);
    }

    private static GateDecision.Rule categoriesSeen(Evaluation.Document evaluation) {
        var member = "trainyard.categories.unseen";
        var unseen = evaluation.json().at("/trainyard/categories/unseen");
        if (!unseen.isObject() || !unseen.valueStream().allMatch(JsonNode::isArray)) {
            return unknown(
                    CATEGORIES_SEEN,
                    0,
                    "%s in %s must be an object of lists, got %s"
                            .formatted(member, evaluation.where(), Words.of(unseen)));
        }
        var count = unseen.valueStream().mapToInt(JsonNode::size).sum() + emptyLists(unseen);
        var reason = count == 0
                ? "every category of the test rows was seen in training"
                : "categories of the test rows that training never saw: " + Words.of(unseen);
        return new GateDecision.Rule(CATEGORIES_SEEN, (double) count, 0, count == 0, reason);
    }

    /** A feature that is named has unseen values: a list without any is damaged, and counts as one. */
    private static int emptyLists(JsonNode unseen) {
        return (int) unseen.valueStream().filter(JsonNode::isEmpty).count();
    }

    static GateDecision.Rule unknown(String rule, double limit, String reason) {
        return new GateDecision.Rule(rule, null, limit, false, reason);
    }

    /**
     * A rule that a value passes at its limit and above.
     *
     * @param words with places for the value, for how it stands to the limit, and for the limit
     */
    static GateDecision.Rule atLeast(
            String rule, double value, double limit, String words, String stands, String fails) {
        var passed = value >= limit;
        var reason = words.formatted(Words.of(value), passed ? stands : fails, Words.of(limit));
        return new GateDecision.Rule(rule, value, limit, passed, reason);
    }
}
