package dev.trainyard.repositorytests.buildscripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.repositorytests.buildscripts.Machine.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module with tests for two images, in a clone whose environments write down what they are asked to run. */
class CheckPythonTest {

    private static final String ALL = "ml -m pytest -p no:cacheprovider";
    private static final String OF_XGBOOST = "xgb -m pytest -p no:cacheprovider tests_xgboost";

    @TempDir
    Path directory = Path.of("");

    private Machine machine = new Machine(directory);

    @BeforeEach
    void aClone() throws IOException {
        machine = Machine.at(directory);
        for (String tool : List.of("find", "head", "tail")) {
            machine.command(machine.bin().resolve(tool), "exec /usr/bin/" + tool + " \"$@\"");
        }
        machine.script("check-python.sh");
        machine.command(directory.resolve("clone/.mvn/venv.sh"), "echo \"$ENVIRONMENTS/$1\"");
        for (String environment : List.of("tools", "ml", "xgb")) {
            for (String command : List.of("python", "ruff", "mypy")) {
                machine.command(
                        directory.resolve(environment).resolve("bin").resolve(command),
                        "echo %s \"$*\" >>\"$ENVIRONMENTS/said\"; echo done".formatted(environment));
            }
        }
        machine.write("rehearsal/emulator/requirements.lock", "");
        machine.write("sagemaker-code/requirements.lock", "");
        machine.write("sagemaker-code/tests/test_it.py", "");
        machine.write("sagemaker-code/tests_xgboost/test_it.py", "");
        machine.write("sagemaker-code/model.yaml", "estimator:\n  type: ridge\n");
    }

    private List<String> pytests(String... environment) throws IOException {
        List<String> variables = new ArrayList<>(List.of(environment));
        variables.addAll(List.of("ENVIRONMENTS", directory.toString()));
        Outcome checked = Machine.outcome(
                machine.start("sh clone/.mvn/check-python.sh sagemaker-code", variables.toArray(String[]::new)));
        assertThat(checked.code()).as(checked.err()).isZero();
        return Files.readAllLines(directory.resolve("said")).stream()
                .filter(line -> line.contains(" pytest "))
                .toList();
    }

    @Test
    void everyTestRunsWhereNothingIsSaid() throws IOException {
        assertThat(pytests()).containsExactly(ALL, OF_XGBOOST);
    }

    @Test
    void nothingIsLeftOutBecauseCiItselfRunsOnCodeBuild() throws IOException {
        assertThat(pytests("CODEBUILD_BUILD_ID", "ci:1", "CI", "true")).containsExactly(ALL, OF_XGBOOST);
    }

    @Test
    void aBuildOfThePipelineLeavesOutWhatIsThorough() throws IOException {
        assertThat(pytests("TRAINYARD_TESTS", "shipped")).containsExactly(ALL + " -m not thorough");
    }

    @Test
    void aBuildTestsXgboostWhereItIsTheModel() throws IOException {
        machine.write("sagemaker-code/model.yaml", "estimator:\n  type: xgboost\n");

        assertThat(pytests("TRAINYARD_TESTS", "shipped")).containsExactly(ALL + " -m not thorough", OF_XGBOOST);
    }

    @Test
    void thePipelinesBuildSaysSo() throws IOException {
        assertThat(Files.readString(Machine.REPOSITORY.resolve("pipeline/build.sh")))
                .contains("export TRAINYARD_TESTS=shipped", "-DexcludedGroups=thorough");
    }

    @Test
    void nothingElseLeavesOutWhatIsThorough() throws IOException {
        for (String file : List.of("pom.xml", "mvnw", ".ci/run")) {
            assertThat(Files.readString(Machine.REPOSITORY.resolve(file)))
                    .as(file)
                    .doesNotContain("excludedGroups", "TRAINYARD_TESTS=");
        }
    }
}
