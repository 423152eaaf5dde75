package dev.trainyard.engine.buildspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildspecReaderTest {
    private static final String WHOLE = """
            version: 0.2
            env:
              shell: bash
              variables: {GREETING: hello, COUNT: 3}
              exported-variables: [RESULT]
            phases:
              install:
                runtime-versions: {java: corretto25, nodejs: 24}
                commands: npm ci
              build:
                on-failure: ABORT
                commands:
                  - ./build.sh
                  - |
                    two
                    lines
                finally: [echo done]
            artifacts:
              files: ['**/*']
              base-directory: out
              secondary-artifacts:
                kit: {files: ['*.jar'], base-directory: kit, discard-paths: yes, exclude-paths: [bad.jar]}
            cache: {paths: ['.cache/**/*']}
            reports: {tests: {files: ['**/*.xml']}}
            """;

    @Test
    void readsEverythingThatIsKnown() {
        Buildspec spec = BuildspecReader.read(WHOLE);

        assertThat(spec.runtimes()).containsExactlyInAnyOrderEntriesOf(Map.of("java", "corretto25", "nodejs", "24"));
        assertThat(spec.variables()).containsExactlyInAnyOrderEntriesOf(Map.of("GREETING", "hello", "COUNT", "3"));
        assertThat(spec.exportedVariables()).containsExactly("RESULT");
        assertThat(spec.phases())
                .containsExactly(
                        new Phase(PhaseName.INSTALL, List.of("npm ci"), List.of(), Phase.OnFailure.UNSAID),
                        new Phase(
                                PhaseName.BUILD,
                                List.of("./build.sh", "two\nlines\n"),
                                List.of("echo done"),
                                Phase.OnFailure.ABORT));
        assertThat(spec.artifacts()).contains(new ArtifactFiles(List.of("**/*"), List.of(), "out", false));
        assertThat(spec.secondaryArtifacts())
                .containsOnly(Map.entry("kit", new ArtifactFiles(List.of("*.jar"), List.of("bad.jar"), "kit", true)));
        assertThat(spec.recorded()).containsExactly("cache", "reports");
    }

    @Test
    void readsJsonAsCdkWritesIt() {
        Buildspec spec = BuildspecReader.read("""
                {"version": "0.2", "phases": {"build": {"commands": ["cdk deploy"]}}}
                """);

        assertThat(spec.phases()).singleElement().extracting(Phase::commands).isEqualTo(List.of("cdk deploy"));
    }

    @ParameterizedTest
    @CsvSource({
        "'run-as: root', run-as",
        "'proxy: {upload-artifacts: yes}', proxy",
        "'batch: {fast-fail: true}', batch",
        "'env: {parameter-store: {A: /a}}', env.parameter-store",
        "'env: {secrets-manager: {A: a}}', env.secrets-manager",
        "'env: {git-credential-helper: yes}', env.git-credential-helper",
        "'env: {shell: powershell.exe}', powershell.exe",
        "'artifacts: {files: [a], s3-prefix: x}', artifacts.s3-prefix",
        "'artifacts: {files: [a], enable-symlinks: yes}', artifacts.enable-symlinks"
    })
    void namesWhatItDoesNotKnow(String extra, String name) {
        String text = "version: 0.2\nphases: {build: {commands: [a]}}\n" + extra;

        assertThatThrownBy(() -> BuildspecReader.read(text))
                .isInstanceOf(BuildspecException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run-as: user", "on-failure: RETRY", "steps: []", "runtime-versions: {java: corretto25}"})
    void namesWhatItDoesNotKnowOfAPhase(String extra) {
        String text = "version: 0.2\nphases:\n  build:\n    commands: [a]\n    " + extra;

        assertThatThrownBy(() -> BuildspecReader.read(text))
                .hasMessageContaining("phases.build." + extra.substring(0, extra.indexOf(':')));
    }

    @ParameterizedTest
    @CsvSource({
        "'version: 0.1', 'version must be 0.2, got 0.1'",
        "'phases: {}', 'version must be 0.2, got nothing'",
        "'version: 0.2', 'phases has no commands'",
        "'{version: 0.2', YAML_FILE_ERROR"
    })
    void refusesWhatCodeBuildRefuses(String text, String message) {
        assertThatThrownBy(() -> BuildspecReader.read(text)).hasMessageContaining(message);
    }
}
