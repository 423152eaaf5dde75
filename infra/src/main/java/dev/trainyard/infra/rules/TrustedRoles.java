package dev.trainyard.infra.rules;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A role of another account that a role trusts by its name has to be allowed to assume it, too: across accounts both must say so.
 *
 * <p>Source: docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html.
 */
final class TrustedRoles implements AwsRule {

    private static final Pattern ARN = Pattern.compile("arn:[^:]*:iam::(\\d{12}):role/(.+)");

    @Override
    public Stream<Refusal> refusals(SynthesizedAssembly assembly) {
        return assembly.resources("AWS::IAM::Role")
                .flatMap(role -> trusted(role)
                        .flatMap(arn -> named(assembly, arn))
                        .filter(guest -> !mayAssume(assembly, guest, arn(role)))
                        .map(guest -> refusal(assembly, guest, role)));
    }

    private static Stream<String> trusted(Resource role) {
        return Statements.allowing(role.properties().path("AssumeRolePolicyDocument"))
                .flatMap(statement -> statement.path("Condition").valueStream())
                .flatMap(keys -> Statements.oneOrMany(keys.path("aws:PrincipalArn")))
                .map(arn -> arn.asString(""));
    }

    private static Stream<Resource> named(SynthesizedAssembly assembly, String arn) {
        var parts = ARN.matcher(arn);
        return parts.matches()
                ? assembly.resources("AWS::IAM::Role")
                        .filter(role -> role.stack().account().equals(parts.group(1))
                                && name(role).equals(parts.group(2)))
                : Stream.empty();
    }

    private static boolean mayAssume(SynthesizedAssembly assembly, Resource guest, String role) {
        var references = new References(assembly);
        return RolePolicies.of(assembly, guest)
                .filter(statement -> Statements.hasAction(statement, "sts:AssumeRole"))
                .flatMap(statement -> Statements.oneOrMany(statement.path("Resource")))
                .anyMatch(pattern -> Statements.matches(references.text(guest.stack(), pattern), role));
    }

    private static Refusal refusal(SynthesizedAssembly assembly, Resource guest, Resource role) {
        return new Refusal(
                List.of(guest, role),
                "%srole %s may not sts:AssumeRole on %s, which trusts it: no statement allows it. Add it to the role's policy."
                        .formatted(actions(assembly, guest), name(guest), arn(role)));
    }

    /** The pipeline's actions whose build works as a role, {@code dev / Release: }. */
    private static String actions(SynthesizedAssembly assembly, Resource role) {
        return assembly.resources("AWS::CodePipeline::Pipeline")
                .flatMap(pipeline -> pipeline.properties()
                        .path("Stages")
                        .valueStream()
                        .flatMap(stage -> stage.path("Actions")
                                .valueStream()
                                .filter(action -> worksAs(assembly, pipeline, action, role))
                                .map(action -> "%s / %s: "
                                        .formatted(
                                                stage.path("Name").asString(""),
                                                action.path("Name").asString("")))))
                .collect(Collectors.joining());
    }

    private static boolean worksAs(SynthesizedAssembly assembly, Resource pipeline, JsonNode action, Resource role) {
        return assembly.referred(pipeline.stack(), action.at("/Configuration/ProjectName"))
                .flatMap(project ->
                        assembly.referred(project.stack(), project.properties().path("ServiceRole")))
                .filter(role::equals)
                .isPresent();
    }

    private static String arn(Resource role) {
        return "arn:aws:iam::%s:role/%s".formatted(role.stack().account(), name(role));
    }

    private static String name(Resource role) {
        return role.properties().path("RoleName").asString("");
    }
}
