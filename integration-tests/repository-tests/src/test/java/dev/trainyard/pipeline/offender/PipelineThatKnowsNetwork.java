package dev.trainyard.pipeline.offender;

import dev.trainyard.infra.network.offender.Subnets;

/** Breaks a rule on purpose, so that the rule is seen to bite. */
public final class PipelineThatKnowsNetwork {
    Subnets subnets;
}
