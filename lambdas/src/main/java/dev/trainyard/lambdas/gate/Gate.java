package dev.trainyard.lambdas.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides. Pure: no I/O, no clock. */
final class Gate {

    static final String RULE = "minimum-r2";

    private final Settings settings;

    Gate(Settings settings) {
        this.settings = settings;
    }

    GateDecision decide(Evaluation evaluation) {
        return switch (evaluation) {
            case Evaluation.Scored(double r2) -> judge(r2);
            case Evaluation.Unusable(String reason) -> decision(reason, null, false);
        };
    }

    private GateDecision judge(double r2) {
        var passed = r2 >= settings.minimumR2();
        var reason = "out-of-fold R² %s is %s the minimum %s"
                .formatted(number(r2), passed ? "not below" : "below", number(settings.minimumR2()));
        return decision(reason, r2, passed);
    }

    private GateDecision decision(String reason, @Nullable Double value, boolean passed) {
        return new GateDecision(
                passed, List.of(reason), List.of(new GateDecision.Rule(RULE, value, settings.minimumR2(), passed)));
    }

    /** All digits: rounded, a score just below the minimum would read as equal to it. */
    private static String number(double value) {
        return Double.toString(value);
    }
}
