package dev.trainyard.infra.rules;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the assembly's policies allow a role. */
final class RolePolicies {

    private RolePolicies() {}

    /** The statements that allow, of policies attached to the role. */
    static Stream<JsonNode> of(SynthesizedAssembly assembly, Resource role) {
        return Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
                .flatMap(assembly::resources)
                .filter(policy -> policy.properties()
                        .path("Roles")
                        .valueStream()
                        .flatMap(one -> assembly.referred(policy.stack(), one).stream())
                        .anyMatch(role::equals))
                .flatMap(policy -> Statements.allowing(policy.properties().path("PolicyDocument")));
    }
}
