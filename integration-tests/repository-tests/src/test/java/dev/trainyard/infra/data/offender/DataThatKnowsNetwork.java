package dev.trainyard.infra.data.offender;

import dev.trainyard.infra.network.offender.Subnets;

/** Breaks a rule on purpose, so that the rule is seen to bite. */
public final class DataThatKnowsNetwork {
    Subnets subnets;
}
