package dev.trainyard.infra.rules;

import java.util.stream.Stream;

/** A rule of AWS's about what is deployed. */
@FunctionalInterface
interface AwsRule {

    /** What breaks it. */
    Stream<Refusal> refusals(SynthesizedAssembly assembly);
}
