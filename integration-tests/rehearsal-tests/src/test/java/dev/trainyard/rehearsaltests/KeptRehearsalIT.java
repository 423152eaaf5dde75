package dev.trainyard.rehearsaltests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Mistakes that come to a dev stage which is in service: the rehearsal is kept. */
@Order(2)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // quickest so: what was trained need not be again
class KeptRehearsalIT {
    private static final String DEV = "/assembly-trainyard-pipeline-dev/";

    @BeforeAll
    static void devIsInService() {
        Rehearsal green = Rehearsal.run(SavedBuild.asBuilt(), "--keep", "--until", "dev");
        assertThat(green.exitCode()).as(green.output()).isZero();
        assertThat(green.report()).contains("saved artifacts in place of the build");
    }

    @AfterAll
    static void nothingStaysWhenItIsStopped() {
        KeptStandIn.stop();
        assertThat(Leftovers.after20Seconds()).isEmpty();
    }

    private static UnaryOperator<byte[]> replacing(String old, String replacement) {
        return file -> new String(file, StandardCharsets.UTF_8)
                .replace(old, replacement)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @Order(1)
    void aResourceThatCannotBeCreatedIsRolledBack() {
        // The bootstrap's bucket of staging's account: names of buckets are one for all accounts.
        String taken = "cdk-hnb659fds-assets-333333333333-us-east-1";
        String bucket = "\"Resources\": {\"Taken\": {\"Type\": \"AWS::S3::Bucket\", \"Properties\": {\"BucketName\": \""
                + taken + "\"}},";
        var saved = SavedBuild.patched(DEV + "*devdata*.template.json", replacing("\"Resources\": {", bucket));
        DeployedStage dev = KeptStandIn.stage("dev");
        String before = dev.predictions();

        Rehearsal rehearsal = Rehearsal.run(saved, "--keep", "--until", "dev");

        RedRehearsal.at("dev/trainyard-dev-data.Deploy", rehearsal, "dev/trainyard-dev-network.Deploy")
                .because("Taken (AWS::S3::Bucket)", taken, "already exists", "UPDATE_ROLLBACK_COMPLETE")
                .without("dev/trainyard-dev-ml.Prepare", "dev/Release", "dev/Verify");
        assertThat(dev.statusOf("trainyard-dev-data")).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(dev.predictions()).isEqualTo(before);
    }

    @Test
    @Order(2)
    void aRejectedReleaseDeploysNothingOfProd() {
        Rehearsal rehearsal = Rehearsal.run(SavedBuild.asBuilt(), "--keep", "--reject");

        RedRehearsal.at("prod/Approve", rehearsal)
                .because("Rejected by arn:aws:iam::111111111111:root: trainyard rehearse");
        assertThat(rehearsal.started()).contains("staging/Verify");
        assertThat(rehearsal.started().stream().filter(action -> action.startsWith("prod/")))
                .containsExactly("prod/LocalStack", "prod/Approve");
        assertThat(KeptStandIn.stage("prod").stacks()).isEmpty();
        assertThat(KeptStandIn.stage("staging").stacks()).hasSize(3);
    }

    @Test
    @Order(3)
    void aModelBelowTheGateChangesNothing() throws IOException {
        var saved = SavedBuild.patched(
                DEV + "*devml*.template.json", replacing("\"MINIMUM_R2\": \"0.7\"", "\"MINIMUM_R2\": \"0.99\""));
        DeployedStage dev = KeptStandIn.stage("dev");
        dev.putRawData("auto-mpg.csv", sampleRows(300)); // new data: without any, nothing would be trained
        String before = dev.predictions();
        List<String> approvals = dev.approvals();

        Rehearsal rehearsal = Rehearsal.run(saved, "--keep", "--until", "dev");

        RedRehearsal.at("dev/Release", rehearsal)
                .because("model refused: out-of-fold R² ", " is below the minimum 0.99")
                .without("dev/Verify");
        assertThat(dev.approvals().stream().filter("Approved"::equals))
                .hasSameSizeAs(approvals.stream().filter("Approved"::equals).toList());
        assertThat(dev.predictions()).isEqualTo(before);
    }

    /** A kept rehearsal goes on by the config that it stands on: the mistake is Build's to find, as on AWS. */
    @Test
    @Order(4)
    void aMistakeInTheConfigEndsAtBuild() {
        try (var _ = Edit.replacing("config/stages/prod.yaml", "maxAzs: 2", "maxAzs: 1")) {
            Rehearsal rehearsal = Rehearsal.run("--keep", "--until", "dev");

            RedRehearsal.at("Build/Build", rehearsal)
                    .because("config/stages/prod.yaml: network.maxAzs must be 2 or 3, got 1")
                    .withoutStages("UpdatePipeline", "Assets", "dev");
        }
    }

    private static String sampleRows(int count) throws IOException {
        var sample = RepositoryCopy.get().resolve("sagemaker-code/target/sample/auto-mpg.csv");
        List<String> lines = Files.readAllLines(sample);
        return String.join("\n", lines.subList(0, count + 1)) + "\n";
    }
}
