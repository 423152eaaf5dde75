package dev.trainyard.engine.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.engine.archive.ZipArchive;
import dev.trainyard.engine.aws.ArtifactLocation;
import dev.trainyard.engine.wire.ApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BuildTest {
    @TempDir
    Path root;

    @AfterEach
    void removeLinks() throws IOException {
        Links.removeBelow(root);
    }

    private BuildRig rig(String phases) {
        return new BuildRig(root, "version: 0.2\n" + phases.stripIndent());
    }

    private static List<String> names(Build build) {
        return build.phases().stream().map(BuildPhase::name).toList();
    }

    @Test
    void goesThroughThePhasesOfCodeBuild() throws Exception {
        Build build = rig("""
                phases:
                  install: {runtime-versions: {java: corretto25}, commands: [cd /tmp]}
                  build: {commands: [pwd, 'echo $FROM_PROJECT $FROM_REQUEST $CODEBUILD_BUILD_NUMBER']}
                """).run();

        assertThat(build.status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(names(build))
                .containsExactly(
                        "SUBMITTED",
                        "QUEUED",
                        "PROVISIONING",
                        "DOWNLOAD_SOURCE",
                        "INSTALL",
                        "BUILD",
                        "UPLOAD_ARTIFACTS",
                        "COMPLETED");
    }

    @Test
    void asksForItsRoleForItsProject() throws Exception {
        BuildRig rig = rig("phases: {build: {commands: ['true']}}");

        rig.run();

        assertThat(rig.sources).containsExactly("arn:aws:codebuild:us-east-1:111111111111:project/project");
    }

    @Test
    void failsInProvisioningWhereItsRoleMayNotWriteTheLog() throws Exception {
        BuildRig rig = rig("phases: {build: {commands: ['true']}}");
        rig.streamRefused = Optional.of("build is not authorized to perform: logs:CreateLogStream");

        BuildPhase failed = rig.run().failedPhase().orElseThrow();

        assertThat(failed.name()).isEqualTo("PROVISIONING");
        assertThat(failed.code()).contains("ACCESS_DENIED");
        assertThat(failed.message())
                .startsWith(
                        "Service role arn:aws:iam::111111111111:role/build does not allow AWS CodeBuild to create"
                                + " Amazon CloudWatch Logs log streams for build arn:aws:codebuild:us-east-1:111111111111:build/")
                .endsWith("Error message: build is not authorized to perform: logs:CreateLogStream");
    }

    @Test
    void sendsEveryLineToTheStreamAndTheFile() throws Exception {
        BuildRig rig = rig("phases: {build: {commands: [cd /tmp, pwd, 'echo $FROM_PROJECT $FROM_REQUEST']}}");

        Build build = rig.run();

        assertThat(rig.streamed).contains("/tmp", "project request");
        assertThat(rig.log(build).lines()).containsExactlyElementsOf(rig.streamed);
    }

    @Test
    void namesTheCommandThatFailed() throws Exception {
        BuildRig rig = rig("phases: {build: {commands: ['true', 'exit 3', 'echo unreached']}}");

        Build build = rig.run();

        assertThat(build.status()).isEqualTo(BuildStatus.FAILED);
        assertThat(build.failedPhase()).hasValueSatisfying(phase -> {
            assertThat(phase.name()).isEqualTo("BUILD");
            assertThat(phase.code()).contains("COMMAND_EXECUTION_ERROR");
            assertThat(phase.message()).isEqualTo("Error while executing command: exit 3. Reason: exit status 3");
        });
        assertThat(rig.streamed).doesNotContain("unreached");
    }

    @Test
    void runsFinallyAndPostBuildAfterAFailedBuildPhase() throws Exception {
        BuildRig rig = rig("""
                phases:
                  build: {commands: ['false'], finally: [echo at last]}
                  post_build: {commands: [echo afterwards]}
                """);

        assertThat(rig.run().status()).isEqualTo(BuildStatus.FAILED);
        assertThat(rig.streamed).contains("at last", "afterwards");
    }

    @Test
    void doesNotBuildAfterAFailedInstall() throws Exception {
        BuildRig rig = rig("""
                phases:
                  install: {commands: ['false']}
                  build: {commands: [echo building]}
                  post_build: {commands: [echo afterwards]}
                """);

        rig.run();

        assertThat(rig.streamed).doesNotContain("building", "afterwards");
    }

    @Test
    void obeysOnFailure() throws Exception {
        BuildRig abort = rig("""
                phases:
                  build: {on-failure: ABORT, commands: ['false']}
                  post_build: {commands: [echo afterwards]}
                """);
        abort.run();
        BuildRig goOn = new BuildRig(Files.createDirectories(root.resolve("other")), """
                version: 0.2
                phases:
                  pre_build: {on-failure: CONTINUE, commands: ['false']}
                  build: {commands: [echo building]}
                """);

        assertThat(goOn.run().status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(goOn.streamed).contains("building");
        assertThat(abort.streamed).doesNotContain("afterwards");
    }

    @Test
    void exportsVariables() throws Exception {
        Build build = rig("""
                env: {exported-variables: [RESULT, PLAIN]}
                phases: {build: {commands: ['export RESULT=one', 'PLAIN="two words"']}}
                """).run();

        assertThat(build.exportedVariables())
                .containsExactlyInAnyOrderEntriesOf(Map.of("RESULT", "one", "PLAIN", "two words"));
    }

    @Test
    void carriesArtifactsWithTheirModes() throws Exception {
        BuildRig rig = rig("""
                phases: {build: {commands: [./build.sh, 'cat $CODEBUILD_SRC_DIR_Other/x']}}
                artifacts:
                  secondary-artifacts:
                    Out: {base-directory: out, files: ['**/*']}
                    Kit: {base-directory: kit, files: ['**/*']}
                """);
        ArtifactLocation source = rig.input("Source", Map.of("build.sh", """
                #!/bin/sh
                mkdir -p out/deep kit; echo hi >out/deep/file; echo '#!/bin/sh' >kit/run; chmod 755 kit/run
                """));
        ArtifactLocation other = rig.input("Other", Map.of("x", "from the other"));

        Build build = rig.start(Map.of("Source", source, "Other", other), List.of("Out", "Kit"));
        build.await();

        assertThat(build.status()).as(rig.log(build)).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(rig.streamed).contains("from the other");
        assertThat(ZipArchive.read(rig.stored("Out"), "deep/file")).asString().isEqualTo("hi\n");
        ZipArchive.unpack(rig.stored("Kit"), root.resolve("unpacked"));
        assertThat(root.resolve("unpacked/run")).isExecutable();
    }

    @Test
    void failsWhereAnOutputIsNotInTheBuildspec() throws Exception {
        BuildRig rig = rig("""
                phases: {build: {commands: ['true']}}
                artifacts: {secondary-artifacts: {Out: {files: ['**/*']}}}
                """);

        Build build = rig.start(Map.of(), List.of("Kit", "More"));
        build.await();

        assertThat(build.failedPhase()).hasValueSatisfying(phase -> {
            assertThat(phase.name()).isEqualTo("UPLOAD_ARTIFACTS");
            assertThat(phase.message()).contains("it has [Out]");
        });
    }

    @Test
    void leavesNothingBehind() throws Exception {
        Build build = rig("phases: {build: {commands: ['mkdir -p deep/er', 'echo x >$HOME/y']}}")
                .run();

        assertThat(build.status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(root.resolve("engine/work")).isEmptyDirectory();
    }

    @Test
    void stopsWhatRuns() throws Exception {
        BuildRig rig = rig("phases: {build: {commands: ['echo started', 'sleep 600']}}");
        Build build = rig.start(Map.of(), List.of());
        while (!names(build).contains("BUILD")) {
            Thread.onSpinWait();
        }

        rig.stopAll();
        build.await();

        assertThat(build.status()).isEqualTo(BuildStatus.STOPPED);
    }

    @Test
    void isStartedByItsPipelineAlone() {
        BuildRig rig = rig("phases: {build: {commands: ['true']}}");

        assertThatThrownBy(rig::startDirectly)
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("takes its source from CODEPIPELINE");
    }

    @Test
    void timesOut() throws Exception {
        BuildRig rig = rig("phases: {build: {commands: ['sleep 600']}}").with(BuildRig.timeout(Duration.ofSeconds(1)));

        Build build = rig.run();

        assertThat(build.status()).isEqualTo(BuildStatus.TIMED_OUT);
        assertThat(build.failedPhase().orElseThrow().code()).contains("BUILD_TIMED_OUT");
    }

    @Test
    void seesItsRoleAndNothingOfTheHosts() throws Exception {
        BuildRig rig = rig("phases: {build: {commands: ['env | sort']}}");

        rig.run();

        assertThat(rig.streamed)
                .contains(
                        "AWS_ACCESS_KEY_ID=role-key",
                        "AWS_SECRET_ACCESS_KEY=role-secret",
                        "AWS_ENDPOINT_URL=https://127.0.0.1:1",
                        "AWS_EC2_METADATA_DISABLED=true")
                .noneMatch(line -> line.contains("mine"));
    }

    @Test
    void writesDownEveryCommandWithItsTime() throws Exception {
        rig("phases: {build: {commands: ['true', 'exit 4']}}").run();

        assertThat(Files.readAllLines(root.resolve("commands.jsonl")))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("\"command\":\"exit 4\"", "\"exit\":4", "\"seconds\":"));
    }

    @Test
    void refusesABuildspecThatItDoesNotKnowAllOf() throws IOException, InterruptedException {
        Build build = rig("run-as: root\nphases: {build: {commands: ['true']}}").run();

        assertThat(build.failedPhase()).hasValueSatisfying(phase -> {
            assertThat(phase.name()).isEqualTo("DOWNLOAD_SOURCE");
            assertThat(phase.code()).contains("YAML_FILE_ERROR");
            assertThat(phase.message()).contains("run-as");
        });
    }
}
