package dev.trainyard.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerTest {

    @Test
    void givesOnePredictionALine() {
        var answer = Answer.of("AllTraffic", "{\"predictions\": [17.5, 31.25]}");

        assertThat(answer.lines()).containsExactly("17.5", "31.25");
        assertThat(answer.refused()).isFalse();
    }

    @Test
    void aRefusalSaysWhatIsAllowed() {
        var answer = Answer.of("AllTraffic", """
                {"error": {"message": "instances[0]: Origin must be …, got 'Mars'", "field": "Origin", "allowed": "USA, Europe, Japan"}}""");

        assertThat(answer.refused()).isTrue();
        assertThat(answer.lines().getFirst()).contains("Origin", "Mars", "USA, Europe, Japan");
    }

    @Test
    void oneRefusedRecordOfManyLeavesTheOthersTheirPredictions() {
        var answer = Answer.of("AllTraffic", """
                {"prediction": 17.5}
                {"error": {"message": "no number", "field": "Horsepower", "allowed": null}}
                {"prediction": 20}
                """);

        assertThat(answer.lines()).containsExactly("17.5", "refused: no number", "20");
        assertThat(answer.refused()).isTrue();
    }
}
