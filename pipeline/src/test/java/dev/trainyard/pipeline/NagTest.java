package dev.trainyard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/**
 * cdk-nag's AwsSolutions and NIST 800-53 R5 over the pipeline; the stages are infra's to test. Nearly every finding is about a
 * policy that CDK Pipelines writes into roles of its own, where we have no construct to put a reason beside: so the reasons are here.
 */
class NagTest {

    private static final String NAME = SynthesizedPipeline.nameIn(SynthesizedPipeline.realConfig());

    private static final String BUILDS =
            "(Pipeline/(Pipeline/(Build|(?!Source|UpdatePipeline|Assets)[a-z0-9]+)/.*|UpdatePipeline/SelfMutation)|\\S+-(release|verify)-build)";

    /**
     * A finding that stands.
     *
     * @param finding rule and what it is about, a pattern
     * @param path construct, a pattern
     * @param reason why it stands
     */
    private record Accepted(String finding, String path, String reason) {

        boolean covers(String found) {
            return found.matches(
                    "(AwsSolutions|NIST.800.53.R5)-%s %s/%s(/DefaultPolicy)?/Resource".formatted(finding, NAME, path));
        }
    }

    private static final List<Accepted> ACCEPTED = List.of(
            new Accepted(
                    "IAM5\\[(Action::(s3:(Abort|DeleteObject|GetBucket|GetObject|List)|kms:(GenerateDataKey|ReEncrypt))\\*"
                            + "|Resource::<ArtifactsBucket\\w+\\.Arn>/\\*)\\]",
                    "(Pipeline/.*|\\S+-(release|verify)-build)/\\w*Role",
                    "CDK's grants of artifacts: groups of read or write actions on one bucket and its key"),
            new Accepted(
                    "IAM5\\[Resource::arn:aws:(logs:[a-z0-9-]+:\\d{12}:log-group:/aws/codebuild/<Pipeline\\w+>:"
                            + "|codebuild:[a-z0-9-]+:\\d{12}:report-group/<Pipeline\\w+>-)\\*\\]",
                    BUILDS + "/\\w*Role",
                    "A project's own log streams and reports, which CodeBuild names"),
            new Accepted(
                    "IAM5\\[Resource::(\\*|arn:aws:(logs|codebuild):[a-z0-9-]+:\\d{12}:"
                            + "(log-group:/aws/codebuild/|report-group/)\\*)\\]",
                    "Pipeline/Assets/FileRole",
                    "CDK shares this role between the projects that publish, and knows no project's name when it makes it"),
            new Accepted(
                    "IAM5\\[Resource::(\\*|arn:\\*:iam::\\d{12}:role/\\*)\\]",
                    "Pipeline/UpdatePipeline/SelfMutation/Role",
                    "Describes stacks and lists buckets; assumes roles of this account that are tagged as the bootstrap's"),
            new Accepted(
                    "(S1|S3Bucket(Logging|Replication|Versioning)Enabled)",
                    "Artifacts/Bucket",
                    "What is in it lives days and can be built again; no log outlives it"),
            new Accepted(
                    "IAMNoInlinePolicy",
                    ".+",
                    "CDK's grants: each policy is one role's, and comes and goes with it; IAM5 judges their content"));

    @Test
    void everyFindingIsMendedOrAcceptedWithItsReason() {
        assertThat(findings(new App(), false)).isEmpty();
    }

    @Test
    void whatIsAcceptedOfOneRoleIsRedOfAnother() {
        assertThat(findings(new App(), true))
                .containsExactly("AwsSolutions-IAM5[Resource::*] %s/Offender/DefaultPolicy/Resource".formatted(NAME));
    }

    private static List<String> findings(App app, boolean withOffender) {
        var stages =
                String.join("|", SynthesizedPipeline.realConfig().pipeline().stages());
        var stack = new PipelineStack(
                app, new PipelineStackProps(SynthesizedPipeline.realConfig(), SynthesizedPipeline.stubAssets()));
        if (withOffender) {
            addOffender(stack);
        }
        app.synth();
        return Stream.of(new AwsSolutionsChecks(), new NIST80053R5Checks())
                .flatMap(pack -> pack.validateScope(app).getViolations().stream())
                .flatMap(violation -> violation.getViolatingResources().stream()
                        .map(resource -> violation.getRuleName() + " " + resource.getConstructPath()))
                .filter(found -> !found.matches(".* %s/(%s)/.*".formatted(NAME, stages)))
                .filter(found -> ACCEPTED.stream().noneMatch(it -> it.covers(found)))
                .sorted()
                .toList();
    }

    private static void addOffender(PipelineStack stack) {
        var role = Role.Builder.create(stack, "Offender")
                .assumedBy(new ServicePrincipal("codebuild.amazonaws.com"))
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("cloudformation:DescribeStacks"))
                .resources(List.of("*"))
                .build());
    }
}
