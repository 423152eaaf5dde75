package dev.trainyard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.StageConfig;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.Bucket;

class NagTest {

    static Stream<StageConfig> stages() {
        return Stages.all();
    }

    static Stream<StageConfig> examples() {
        return Stages.EXAMPLES.stages().stream();
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("examples")
    void soIsEveryFindingOfAnExample(StageConfig config) {
        everyFindingIsMendedOrAcceptedWithItsReason(config);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void everyFindingIsMendedOrAcceptedWithItsReason(StageConfig config) {
        var app = Stages.app();
        Stages.in(app, config);
        assertThat(findings(app)).isEmpty();
    }

    @Test
    void soDoesAWatch() {
        var app = Stages.app();
        Stages.in(app, EditedStage.with("capture: {percent: 100}", "watch: {schedule: rate(1 day), retrain: true}\n"));
        assertThat(findings(app)).isEmpty();
    }

    @Test
    void soDoesAStageThatTakesAnothersModel() {
        var config = EditedStage.promoting();
        var app = Stages.app();
        config.stages().forEach(stage -> Stages.in(app, stage, config));
        assertThat(findings(app)).isEmpty();
    }

    @Test
    void whatIsAcceptedOfOneRoleIsRedOfAnother() {
        var app = Stages.app();
        var stage = Stages.in(app, Stages.CONFIG.stages().getFirst());
        var role = Role.Builder.create(stage.ml(), "Offender")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("ec2:DescribeVpcs"))
                .resources(List.of("*"))
                .build());
        assertThat(findings(app))
                .containsExactly("AwsSolutions-IAM5[Resource::*] %s/ml/Offender/DefaultPolicy/Resource"
                        .formatted(stage.getNode().getId()));
    }

    @Test
    void whatIsAcceptedOfOneBucketIsRedOfAnother() {
        var app = Stages.app();
        var stage = Stages.in(app, Stages.CONFIG.stages().getFirst());
        Bucket.Builder.create(stage.data(), "Offender").enforceSsl(true).build();
        var offender = " %s/data/Offender/Resource".formatted(stage.getNode().getId());
        assertThat(findings(app))
                .contains("AwsSolutions-S1" + offender, "NIST.800.53.R5-S3BucketReplicationEnabled" + offender);
    }

    /** Asked of the pack itself: in a synthesis, CDK takes what is accepted in one place as accepted everywhere. */
    private static List<String> findings(App app) {
        return Stream.of(new AwsSolutionsChecks(), new NIST80053R5Checks())
                .flatMap(pack -> pack.validateScope(app).getViolations().stream())
                .flatMap(violation -> violation.getViolatingResources().stream()
                        .map(resource -> violation.getRuleName() + " " + resource.getConstructPath()))
                .toList();
    }
}
