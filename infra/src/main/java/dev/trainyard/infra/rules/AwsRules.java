package dev.trainyard.infra.rules;

import java.util.List;

/** All rules. */
public final class AwsRules {

    private static final List<AwsRule> ALL = List.of(
            new NamesTaken(),
            new EndpointServices(),
            new PrivateNames(),
            new Zones(),
            new LifecycleTransitions(),
            new KeyAdministrators(),
            new LogGroupKeys(),
            new TopicPublishers(),
            new DeadStatements(),
            new SharedObjects(),
            new JsonataFields(),
            new MachineCalls(),
            new RepeatedNames(),
            new VariantNames(),
            new CapturedTypes(),
            new TrustedRoles(),
            new JavaVersions());

    private AwsRules() {}

    /** Returns all that break a rule, in the order of the rules. */
    public static List<Refusal> refusals(SynthesizedAssembly assembly) {
        return ALL.stream().flatMap(rule -> rule.refusals(assembly)).toList();
    }
}
