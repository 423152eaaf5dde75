package dev.trainyard.infra;

import static dev.trainyard.infra.StageTemplates.resources;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trainyard.config.StageConfig;
import dev.trainyard.infra.StageTemplates.Resource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class DataTest {

    /** A stateful resource under another logical id is another resource, and an empty one. */
    private static final List<String> STATEFUL = List.of(
            "Key9BCD29C7",
            "AccessLogsBucketCD784A59",
            "RawBucket672A0DBB",
            "ProcessedBucket745F36E0",
            "ArtifactsBucket88671897",
            "ModelRegistryGroupC87F7ECA");

    static Stream<StageConfig> stages() {
        return Stages.all();
    }

    static Stream<StageTemplates> templates() {
        return Stages.templates();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void logicalIdsOfWhatMustNotBeLostArePinned(StageTemplates stage) {
        assertThat(stateful(stage.data()).map(Resource::id)).containsExactlyInAnyOrderElementsOf(STATEFUL);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void aStageThatRetainsKeepsItsData(StageConfig config) {
        var expected = config.retain() ? "Retain" : "Delete";
        assertThat(stateful(Stages.templates(config).data())).allSatisfy(resource -> {
            assertThat(resource.json().path("DeletionPolicy").asString()).isEqualTo(expected);
            assertThat(resource.json().path("UpdateReplacePolicy").asString()).isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyBucketIsPrivateVersionedAndEncrypted(StageTemplates stage) {
        assertThat(resources(stage.data(), "AWS::S3::Bucket")).hasSize(4).allSatisfy(bucket -> {
            var properties = bucket.properties();
            assertThat(properties.path("VersioningConfiguration").path("Status").asString())
                    .isEqualTo("Enabled");
            assertThat(properties.path("PublicAccessBlockConfiguration").properties())
                    .hasSize(4)
                    .allSatisfy(
                            block -> assertThat(block.getValue().asBoolean()).isTrue());
            assertThat(properties.findValue("SSEAlgorithm").asString())
                    .isEqualTo(bucket.id().startsWith("AccessLogs") ? "AES256" : "aws:kms");
        });
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyBucketRefusesPlainHttp(StageTemplates stage) {
        assertThat(resources(stage.data(), "AWS::S3::BucketPolicy"))
                .hasSize(4)
                .allSatisfy(policy -> assertThat(
                                policy.properties().path("PolicyDocument").path("Statement"))
                        .anySatisfy(statement -> {
                            assertThat(statement.path("Effect").asString()).isEqualTo("Deny");
                            assertThat(statement
                                            .findValue("aws:SecureTransport")
                                            .asString())
                                    .isEqualTo("false");
                        }));
    }

    /** Models, promoted ones and candidates are not of these: what serves may be old. */
    @ParameterizedTest
    @MethodSource("templates")
    void whatRunsLeaveBehindInTheArtifactsBucketExpires(StageTemplates stage) {
        var bucket = resources(stage.data(), "AWS::S3::Bucket")
                .filter(it -> it.id().startsWith("Artifacts"))
                .findFirst()
                .orElseThrow();
        assertThat(bucket.properties().at("/LifecycleConfiguration/Rules"))
                .filteredOn(rule -> rule.has("Prefix"))
                .extracting(
                        rule -> rule.path("Prefix").asString(),
                        rule -> rule.path("ExpirationInDays").asInt())
                .containsExactlyInAnyOrder(
                        tuple("evaluation/", 365),
                        tuple("drift/", 365),
                        tuple("capture/", 90),
                        tuple("ground-truth/", 90),
                        tuple("batch/", 90),
                        tuple("checkpoints/", 30));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void theKeyRotates(StageTemplates stage) {
        assertThat(resources(stage.data(), "AWS::KMS::Key"))
                .singleElement()
                .satisfies(key -> assertThat(
                                key.properties().path("EnableKeyRotation").asBoolean())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyLogGroupOfTheWorkflowIsUnderTheKeyAndEnds(StageTemplates stage) {
        assertThat(resources(stage.ml(), "AWS::Logs::LogGroup"))
                .hasSizeGreaterThan(3)
                .allSatisfy(group -> {
                    assertThat(group.properties().path("KmsKeyId").isMissingNode())
                            .isFalse();
                    assertThat(group.properties().path("RetentionInDays").asInt())
                            .isEqualTo(90);
                });
    }

    @ParameterizedTest
    @MethodSource("templates")
    void notificationsAreUnderTheKey(StageTemplates stage) {
        assertThat(resources(stage.ml(), "AWS::SNS::Topic"))
                .singleElement()
                .satisfies(topic ->
                        assertThat(topic.properties().has("KmsMasterKeyId")).isTrue());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void alarmsOfTheAccountAndEventsMayNotify(StageConfig config) {
        var allowed = resources(Stages.templates(config).ml(), "AWS::SNS::TopicPolicy")
                .flatMap(policy -> policy.properties()
                        .path("PolicyDocument")
                        .path("Statement")
                        .valueStream())
                .filter(statement -> statement.path("Effect").asString().equals("Allow"));
        assertThat(allowed)
                .extracting(
                        statement -> statement.findValue("Service").asString(),
                        statement -> statement.path("Action").asString(),
                        statement -> statement
                                .at("/Condition/StringEquals/aws:SourceAccount")
                                .asString())
                .containsExactlyInAnyOrder(
                        tuple("cloudwatch.amazonaws.com", "sns:Publish", config.account()),
                        tuple("events.amazonaws.com", "sns:Publish", ""));
    }

    private static Stream<Resource> stateful(JsonNode template) {
        var types = List.of("AWS::KMS::Key", "AWS::S3::Bucket", "AWS::SageMaker::ModelPackageGroup");
        return resources(template).filter(resource -> types.contains(resource.type()));
    }
}
