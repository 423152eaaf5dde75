package dev.trainyard.repositorytests.contracts;

import static dev.trainyard.repositorytests.contracts.SynthesizedProject.resources;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.release.StageOutputs;
import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageNames;
import dev.trainyard.repositorytests.contracts.SynthesizedProject.Resource;
import dev.trainyard.stagetests.NamesOfVerify;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the CLI, the pipeline and Verify call things is what the stages' templates call them. */
class NamesTest {

    static Stream<StageConfig> stages() {
        return Repository.CONFIG.stages().stream();
    }

    private static StageNames names(StageConfig stage) {
        return Repository.CONFIG.names(stage);
    }

    private static Resource role(JsonNode template, String name) {
        return resources(template, "AWS::IAM::Role")
                .filter(role -> role.properties().path("RoleName").asString("").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no role " + name));
    }

    /** All that a role may do, as text. */
    private static String permissions(JsonNode template, Resource role) {
        var attached = resources(template, "AWS::IAM::Policy")
                .map(Resource::properties)
                .filter(policy -> policy.path("Roles").findValuesAsString("Ref").contains(role.id()))
                .map(JsonNode::toString)
                .collect(Collectors.joining());
        return role.properties().path("Policies") + attached;
    }

    @ParameterizedTest
    @MethodSource("stages")
    void releaseFindsEveryOutputThatItReads(StageConfig stage) {
        try (var cloudFormation = new DeployedTemplates()) {
            var outputs = StageOutputs.read(cloudFormation, names(stage));

            assertThat(outputs.endpoint()).isEqualTo('"' + names(stage).endpoint() + '"');
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void theReleaseRoleTrustsTheReleaseBuildAndThatMayAssumeIt(StageConfig stage) {
        trusts(stage, names(stage).releaseRole(), names(stage).releaseBuildRole());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void theVerifyRoleTrustsTheVerifyBuildAndThatMayAssumeIt(StageConfig stage) {
        trusts(stage, names(stage).verifyRole(), names(stage).verifyBuildRole());
    }

    private static void trusts(StageConfig stage, String stageRole, String buildRole) {
        var pipeline = SynthesizedProject.pipeline();
        var build = role(pipeline, buildRole);
        var trust = role(SynthesizedProject.ml(stage), stageRole).properties().path("AssumeRolePolicyDocument");

        assertThat(trust.toString())
                .contains(":iam::%s:role/%s\""
                        .formatted(Repository.CONFIG.pipeline().account(), buildRole));
        assertThat(permissions(pipeline, build))
                .contains("sts:AssumeRole", ":iam::%s:role/%s\"".formatted(stage.account(), stageRole));
        assertThat(resources(pipeline, "AWS::CodeBuild::Project")
                        .map(project -> project.properties()
                                .at("/ServiceRole/Fn::GetAtt/0")
                                .asString("")))
                .contains(build.id());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void verifyNamesThingsAsTheConfigDoes(StageConfig stage) {
        var names = names(stage);
        var verify = NamesOfVerify.of(names.app(), names.stage(), stage.account(), stage.region());

        assertThat(verify.stacks()).containsExactly(names.networkStack(), names.dataStack(), names.mlStack());
        assertThat(verify.stacks()).isSubsetOf(SynthesizedProject.templates().keySet());
        assertThat(verify.role()).isEqualTo("arn:aws:iam::%s:role/%s".formatted(stage.account(), names.verifyRole()));
        assertThat(verify.endpoint()).isEqualTo(names.endpoint());
        assertThat(verify.releaseParameter()).isEqualTo(names.releaseParameter());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void bothRolesMayUseTheReleaseFacts(StageConfig stage) {
        var ml = SynthesizedProject.ml(stage);
        var parameter = "parameter" + names(stage).releaseParameter() + '"';

        assertThat(permissions(ml, role(ml, names(stage).releaseRole()))).contains("ssm:PutParameter", parameter);
        assertThat(permissions(ml, role(ml, names(stage).verifyRole()))).contains("ssm:GetParameter", parameter);
    }
}
