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
    void aTestOfTheKitIsNamedWithItsReason() {
        assertThat(FirstFailure.in(lines("""
                Failures (1):
                  JUnit Jupiter:StacksTest:everyStackIsComplete():trainyard-dev-data
                    MethodSource [className = 'dev.trainyard.stagetests.StacksTest']
                    => java.lang.AssertionError: [stack trainyard-dev-data]
                Expecting actual:
                  "DELETE_FAILED"

                       dev.trainyard.stagetests.StacksTest.isComplete(StacksTest.java:31)
                """)))
                .contains("StacksTest:everyStackIsComplete():trainyard-dev-data: java.lang.AssertionError:"
                        + " [stack trainyard-dev-data] Expecting actual: \"DELETE_FAILED\"");
    }
}
