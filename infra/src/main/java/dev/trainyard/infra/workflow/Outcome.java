package dev.trainyard.infra.workflow;

import dev.trainyard.infra.synth.Ordered;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;

/**
 * What a run that succeeded says of itself: what became of it, and which model that is. A run that made one names it, be it
 * the champion or the challenger of an A/B test; any other names the champion, which need not be the latest model: that may
 * challenge, or have been removed.
 */
final class Outcome {

    /** The package: made or promoted by this run, else brought to the endpoint by it, else in service. */
    private static final String PACKAGE =
            "[$packageArn, $subject, $served.champion, $latest.packageArn][$ != '%s'][0]".formatted(RunVariables.NONE);

    private static final String REGISTERED =
            "($package := %s; $known := [$latest, $champion][packageArn = $package][0].%%s;".formatted(PACKAGE)
                    + " $exists($known) and $known != 'unknown' ? $number($known) : null)";

    private Outcome() {}

    /** The last state is a Pass: emulators ignore a Succeed state's output. */
    static Pass done(States states) {
        return Pass.jsonata(
                states.scope(),
                "Done",
                PassJsonataProps.builder()
                        .outputs(Ordered.map(
                                "outcome", Jsonata.of("$outcome"),
                                "modelPackageArn", Jsonata.of(PACKAGE),
                                "endpointConfigName",
                                        Jsonata.of("$configName != 'none' ? $configName : $served.config"),
                                "outOfFoldR2", score(Candidate.OUT_OF_FOLD_R2, "outOfFoldR2"),
                                "testR2", score(Candidate.TEST_R2, "testR2"),
                                "codeHash", Jsonata.of("$request.codeHash"),
                                "dataHash", Jsonata.of("$request.dataHash")))
                        .build());
    }

    /** Of the candidate; where none was made, as the registry has it. */
    private static String score(String candidate, String registered) {
        return Jsonata.of(
                "$outcome in ['unchanged', 'served'] ? %s : %s".formatted(REGISTERED.formatted(registered), candidate));
    }
}
