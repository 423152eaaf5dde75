package dev.trainyard.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.json.Json;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeployedStackTest {

    private static final String ROLE = "arn:aws:iam::222222222222:role/";

    private static DeployedStack stack(Map<String, String> physicalIds) {
        return new DeployedStack(
                "trainyard-dev-ml",
                physicalIds,
                Map.of(
                        "JobsRole5E276ADE",
                        Json.tree("""
                                {"Type": "AWS::IAM::Role",
                                 "Metadata": {"aws:cdk:path": "p/dev/ml/Jobs/Role/Resource", "trainyard:source": "infra/A.java"}}"""),
                        "Release",
                        Json.tree("""
                                {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "trainyard-dev-release"}}"""),
                        "Endpoint",
                        Json.tree("{\"Type\": \"AWS::SageMaker::Endpoint\"}")));
    }

    @Test
    void aResourceIsKnownByItsPhysicalId() {
        var jobs = stack(Map.of("JobsRole5E276ADE", "jobs", "Endpoint", "jobs"));

        assertThat(jobs.of("arn:aws:sts::222222222222:assumed-role/jobs/session"))
                .contains(new MadeBy("p/dev/ml/Jobs/Role", "infra/A.java"));
        assertThat(jobs.of("arn:aws:sagemaker:us-east-1:222222222222:endpoint/jobs"))
                .map(MadeBy::path)
                .contains("trainyard-dev-ml/Endpoint");
    }

    @Test
    void aResourceThatWasRolledBackIsKnownByItsName() {
        var gone = stack(Map.of());

        assertThat(gone.of(ROLE + "trainyard-dev-ml-JobsRole5E276ADE-abc"))
                .map(MadeBy::file)
                .contains("infra/A.java");
        assertThat(gone.of(ROLE + "trainyard-dev-release")).map(MadeBy::path).contains("trainyard-dev-ml/Release");
    }

    @Test
    void whatIsNotOfTheStackIsNotFound() {
        assertThat(stack(Map.of()).of(ROLE + "trainyard-dev-ml-Jobs-abc")).isEqualTo(Optional.empty());
        assertThat(stack(Map.of()).of("*")).isEmpty();
    }
}
