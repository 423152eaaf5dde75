package dev.trainyard.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FirstFailureTest {

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    @Test
    void aFailedTestIsNamedRatherThanMavensLastWords() {
        assertThat(FirstFailure.in(lines("""
                [INFO] Running
                [ERROR] Tests run: 3, Failures: 1
                [ERROR]   GateTest.rejectsNaN:41 expected false
                [ERROR] Failed to execute goal org.apache.maven.plugins
                """))).contains("[ERROR]   GateTest.rejectsNaN:41 expected false");
    }

    @Test
    void aMistakeInTheConfigurationIsTheCause() {
        assertThat(FirstFailure.in(lines("""
                Exception in thread "main" dev.trainyard.config.ConfigException: 1 problem
                config/stages/prod.yaml: network.maxAzs must be 2 or 3, got 1
                """)))
                .contains("config/stages/prod.yaml: network.maxAzs must be 2 or 3, got 1");
    }

    @Test
    void aLogWithoutAFailureHasNone() {
        assertThat(FirstFailure.in(lines("all is well\nBUILD SUCCESS"))).isEmpty();
    }

    @Test
    void aTracebackIsItsLastLine() {
        assertThat(FirstFailure.pythonException(lines("""
                reading
                Traceback (most recent call last):
                  File "train.py", line 12, in <module>
                    main()
                ValueError: no rows in train/data.csv
                after
                """))).contains("ValueError: no rows in train/data.csv");
    }
}
