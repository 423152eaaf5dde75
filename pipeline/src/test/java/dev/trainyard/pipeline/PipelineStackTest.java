package dev.trainyard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How the pipeline keeps itself, and what it keeps. */
class PipelineStackTest {

    private static final SynthesizedPipeline PIPELINE = SynthesizedPipeline.ofRealConfig();

    @Test
    void updatesItselfFromTheAssemblyItBuilt() {
        var buildSpec = PIPELINE.buildSpec(PIPELINE.project("UpdatePipeline", "SelfMutate"));

        assertThat(buildSpec.at("/phases/build/commands/0").asString())
                .startsWith("cdk -a . deploy %s --require-approval=never".formatted(PIPELINE.name()));
    }

    @Test
    void startsAgainWhenItsDefinitionChanged() {
        assertThat(PIPELINE.pipeline().path("RestartExecutionOnUpdate").asBoolean())
                .isTrue();
    }

    /** An exact version would be the old one when a commit brings a newer library, and could not read its assembly. Not in
     * the pipeline's Build: its own update tells better what cannot read the assembly. */
    @Test
    @Tag("thorough")
    void updatesItselfWithWhateverCliReadsTheAssembly() {
        var buildSpec = PIPELINE.buildSpec(PIPELINE.project("UpdatePipeline", "SelfMutate"));

        assertThat(buildSpec.at("/phases/install/commands/0").asString()).isEqualTo("npm install -g aws-cdk@2");
    }

    @Test
    void publishesAssetsWithOneExactVersion() {
        var buildSpec = PIPELINE.buildSpec(PIPELINE.project("Assets", "FileAssets"));

        assertThat(buildSpec.at("/phases/install/commands/0").asString()).isEqualTo("npm install -g cdk-assets@4.7.3");
    }

    @Test
    void isOfTypeV2() {
        assertThat(PIPELINE.pipeline().path("PipelineType").asString()).isEqualTo("V2");
    }

    @Test
    void keysRotate() {
        assertThat(PIPELINE.resources("AWS::KMS::Key").values())
                .isNotEmpty()
                .allSatisfy(it ->
                        assertThat(it.path("EnableKeyRotation").asBoolean()).isTrue());
    }

    @Test
    void artifactsAreEncryptedPrivateAndTemporary() {
        assertThat(PIPELINE.resources("AWS::S3::Bucket").values())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.at(
                                            "/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/SSEAlgorithm")
                                    .asString())
                            .isEqualTo("aws:kms");
                    assertThat(it.path("PublicAccessBlockConfiguration").valueStream())
                            .hasSize(4)
                            .allMatch(block -> block.asBoolean());
                    assertThat(it.at("/LifecycleConfiguration/Rules/0/ExpirationInDays")
                                    .asInt())
                            .isEqualTo(90);
                });
    }

    @Test
    void artifactsTravelByTlsAlone() {
        assertThat(PIPELINE.resources("AWS::S3::BucketPolicy").values())
                .singleElement()
                .satisfies(it -> assertThat(it.at("/PolicyDocument/Statement").valueStream())
                        .anySatisfy(statement -> {
                            assertThat(statement.path("Effect").asString()).isEqualTo("Deny");
                            assertThat(statement
                                            .at("/Condition/Bool/aws:SecureTransport")
                                            .asString())
                                    .isEqualTo("false");
                        }));
    }

    /** A difference would start the pipeline again for nothing, for ever. Another JVM orders unordered maps in another way. */
    @Test
    void theSameConfigGivesTheSameBytesInEveryJvm() throws IOException, InterruptedException {
        var assembly = SynthesizedPipeline.temporaryDirectory();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var other = new ProcessBuilder(
                        java,
                        "-Dtrainyard.root=" + System.getProperty("trainyard.root"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SynthesizedPipeline.class.getName(),
                        assembly.toString())
                .inheritIO()
                .start();

        assertThat(other.waitFor()).isZero();
        assertThat(files(assembly)).containsExactlyEntriesOf(files(PIPELINE.assembly()));
    }

    /** Hashes of all that is deployed or compared: CDK's notes on constructs and its graph drawing are for readers. */
    private static Map<String, String> files(Path assembly) throws IOException {
        var files = new TreeMap<String, String>();
        try (var paths = Files.walk(assembly)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                var name = assembly.relativize(path).toString();
                if (!name.endsWith(".metadata.json") && !name.equals("tree.json")) {
                    files.put(name, sha256(Files.readAllBytes(path)));
                }
            }
        }
        return files;
    }

    private static String sha256(byte... content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
