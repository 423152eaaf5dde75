package dev.trainyard.infra.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a state machine calls, its role may do; and the roles that it hands on can be assumed by whom they are for. */
final class MachineCalls implements AwsRule {

    @Override
    public Stream<Refusal> refusals(SynthesizedAssembly assembly) {
        return Machine.in(assembly).flatMap(machine -> {
            var needs = new TaskNeeds(assembly, machine.resource().stack());
            var statements = RolePolicies.of(assembly, machine.role()).toList();
            var states = new LinkedHashMap<List<Need>, List<String>>();
            machine.tasks()
                    .forEach(task -> needs.of(task)
                            .filter(need -> !isAllowed(assembly, machine.role(), statements, need))
                            .collect(Collectors.groupingBy(Need::where, LinkedHashMap::new, Collectors.toList()))
                            .values()
                            .forEach(together -> states.computeIfAbsent(together, none -> new ArrayList<>())
                                    .add(task.state())));
            var refused = states.entrySet().stream().map(one -> refusal(machine, one.getKey(), one.getValue()));
            return Stream.concat(refused, untrusting(assembly, machine, needs));
        });
    }

    private static boolean isAllowed(
            SynthesizedAssembly assembly, Resource role, List<JsonNode> statements, Need need) {
        var references = new References(assembly);
        return statements.stream()
                .anyMatch(statement -> Statements.oneOrMany(statement.path("Resource"))
                        .map(resource -> references.text(role.stack(), resource))
                        .anyMatch(pattern -> need.isAllowedBy(statement, pattern)));
    }

    /** @param needs of one resource */
    private static Refusal refusal(Machine machine, List<Need> needs, List<String> states) {
        var actions = needs.stream().map(Need::action).collect(Collectors.joining(", "));
        return new Refusal(
                List.of(machine.role(), machine.resource()),
                "%s: role %s may not %s on %s: no statement allows it. Add it to the role's policy."
                        .formatted(
                                String.join(", ", states),
                                name(machine.role()),
                                actions,
                                readable(needs.getFirst().where())));
    }

    /** Who hands a role on to SageMaker has it tried at once. */
    private static Stream<Refusal> untrusting(SynthesizedAssembly assembly, Machine machine, TaskNeeds needs) {
        return machine.tasks().stream()
                .flatMap(needs::of)
                .filter(need -> need.action().equals("iam:PassRole"))
                .distinct()
                .flatMap(need -> assembly.resources("AWS::IAM::Role")
                        .filter(role -> References.of(role).equals(need.resource()))
                        .filter(role -> Statements.allowing(role.properties().path("AssumeRolePolicyDocument"))
                                .noneMatch(statement -> Statements.isFor(statement, need.value())))
                        .map(role -> Refusal.of(
                                role,
                                "%s could not assume role %s, which %s hands on to it: ensure that the role allows principal %s to assume it (sts:AssumeRole)."
                                        .formatted(
                                                need.value(),
                                                name(role),
                                                machine.resource().path(),
                                                need.value()))));
    }

    /** The beginning of the name that CloudFormation will give it. */
    private static String name(Resource role) {
        return role.properties().path("RoleName").asString(role.stack().name() + "-" + role.id());
    }

    private static String readable(String resource) {
        return resource.replaceAll("\\$\\{([^/}]+)/([^}]+)}", "$1-$2");
    }
}
