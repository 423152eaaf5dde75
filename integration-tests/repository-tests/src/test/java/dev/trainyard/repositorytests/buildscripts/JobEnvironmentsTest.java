package dev.trainyard.repositorytests.buildscripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.repositorytests.buildscripts.Machine.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a clone with three locks, on a machine whose Python makes empty environments. */
class JobEnvironmentsTest {

    @TempDir
    Path directory = Path.of("");

    private Machine machine = new Machine(directory);

    @BeforeEach
    void aClone() throws IOException {
        machine = Machine.at(directory);
        machine.command(machine.bin().resolve("python3.12"), """
                case "$*" in
                  "-m venv "*) mkdir -p "$3/bin"; echo "#!/bin/sh" >"$3/bin/python"; chmod +x "$3/bin/python" ;;
                  *) echo "3.12 $0" ;;
                esac""");
        for (String script : new String[] {"venv.sh", "python.sh", "job-environments.sh"}) {
            machine.script(script);
        }
        machine.write("sagemaker-code/requirements.lock", "# size: 1 MB\nml==1\n");
        machine.write("sagemaker-code/requirements-xgboost.lock", "# size: 2 MB\nxgb==1\n");
        machine.write("sagemaker-code/requirements-spark.lock", "# size: 3 MB\nspark==1\n");
        machine.write("sagemaker-code/model.yaml", "estimator: {type: ridge}  # type: xgboost is the other\n");
        machine.write("config/stages/dev.yaml", "workflow:\n  processing: {engine: pandas}\n");
    }

    private Outcome environments(String option) {
        return Machine.outcome(machine.start(
                "sh clone/.mvn/job-environments.sh " + option,
                "TRAINYARD_VENVS",
                directory.resolve("venvs").toString()));
    }

    @Test
    void namesEveryOneAndMakesWhatIsAskedForAlone() {
        Outcome made = environments("");

        assertThat(made.out().lines())
                .extracting(line -> line.split("-[0-9a-f]{12}/bin")[0])
                .containsExactly(
                        "ml=" + directory + "/venvs/ml",
                        "xgb=" + directory + "/venvs/xgb",
                        "spark=" + directory + "/venvs/spark");
        assertThat(made.err()).contains("'ml'").doesNotContain("'xgb'").doesNotContain("'spark'");
    }

    @Test
    void failsWhereOneCannotBeMade() {
        machine.command(machine.bin().resolve("python3.12"), """
                case "$*" in "-m venv "*) exit 1 ;; *) echo "3.12 $0" ;; esac""");

        assertThat(environments("").code()).isNotZero();
    }

    @Test
    void xgboostIsAskedForByTheModelAndSparkByAStage() throws IOException {
        machine.write("sagemaker-code/model.yaml", "estimator:\n  type: \"xgboost\"\n");
        machine.write("config/stages/prod.yaml", "workflow:\n  processing: {engine: spark}\n");

        assertThat(environments("--missing").out()).isEqualTo("ml\t1 MB\nxgb\t2 MB\nspark\t3 MB\n");
        assertThat(environments("").err()).contains("'xgb': 1 packages, 2 MB").contains("'spark'");
        assertThat(environments("--missing").out()).isEmpty();
    }
}
