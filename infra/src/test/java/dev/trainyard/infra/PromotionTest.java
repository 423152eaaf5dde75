package dev.trainyard.infra;

import static dev.trainyard.infra.StageTemplates.resources;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import dev.trainyard.infra.StageTemplates.Resource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A model goes from one stage to the next by one role, which neither stage has to know as a resource. */
class PromotionTest {

    private static PlatformConfig config;
    private static StageTemplates giver;
    private static StageTemplates taker;

    @BeforeAll
    static void synthesize() {
        config = EditedStage.promoting();
        giver = templates(stage(1));
        taker = templates(stage(0));
    }

    /** @param fromTheEnd 0 for the last stage, which promotes; 1 for the one before */
    private static StageConfig stage(int fromTheEnd) {
        return config.stages().reversed().get(fromTheEnd);
    }

    private static StageTemplates templates(StageConfig stage) {
        return new StageTemplates(Stages.in(Stages.app(), stage, config));
    }

    private static List<JsonNode> sharing(StageTemplates stage, String type, String policy) {
        return resources(stage.data(), type)
                .flatMap(resource ->
                        resource.properties().at(policy + "/Statement").valueStream())
                .filter(statement -> statement.toString().contains("aws:PrincipalArn"))
                .toList();
    }

    private static List<Resource> promoteRoles(StageTemplates stage) {
        return resources(stage.ml(), "AWS::IAM::Role")
                .filter(role -> role.properties().path("RoleName").asString("").endsWith("-promote"))
                .toList();
    }

    @Test
    void theGiversBucketAndKeyAdmitTheTakersOneRole() {
        var role = "arn:aws:iam::%s:role/%s"
                .formatted(stage(0).account(), config.names(stage(0)).promoteRole());

        var bucket = sharing(giver, "AWS::S3::BucketPolicy", "/PolicyDocument");
        var key = sharing(giver, "AWS::KMS::Key", "/KeyPolicy");

        assertThat(Stream.concat(bucket.stream(), key.stream())
                        .map(statement -> statement
                                .at("/Condition/ArnEquals/aws:PrincipalArn")
                                .asString()))
                .hasSize(3)
                .containsOnly(role);
        assertThat(bucket)
                .extracting(statement -> statement.path("Action").asString())
                .containsExactlyInAnyOrder("s3:GetObject", "s3:ListBucket");
        assertThat(key)
                .extracting(statement -> statement.path("Action").asString())
                .containsExactly("kms:Decrypt");
    }

    @Test
    void theTakersRoleHasThatName() {
        assertThat(promoteRoles(taker))
                .extracting(role -> role.properties().path("RoleName").asString())
                .containsExactly(config.names(stage(0)).promoteRole());
    }

    @Test
    void theTakerLooksWhereTheGiverKeepsItsModels() {
        var there = config.names(stage(1)).artifactsBucket(stage(1).account());

        assertThat(resources(taker.ml(), "AWS::Lambda::Function")
                        .map(function -> function.properties()
                                .at("/Environment/Variables/SOURCE_BUCKET")
                                .asString("")))
                .contains(there);
        assertThat(resources(giver.data(), "AWS::S3::Bucket")
                        .map(bucket -> bucket.properties().path("BucketName").asString("")))
                .contains(there);
    }

    @Test
    void aStageThatTrainsItsOwnSharesAndTakesNothing() {
        var first = templates(config.stages().getFirst());

        assertThat(sharing(first, "AWS::S3::BucketPolicy", "/PolicyDocument")).isEmpty();
        assertThat(sharing(first, "AWS::KMS::Key", "/KeyPolicy")).isEmpty();
        assertThat(promoteRoles(first)).isEmpty();
    }
}
