package dev.trainyard.cli.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestRowTest {

    private static final TestRow ROW = TestRow.of("""
            {"request": {"instances": [{"size": 45.12345, "rooms": 2.0, "number": 12345678, "district": "Nord", "built": null}]},
             "expected": 812.3}""");

    @Test
    void aRowAndItsPredictionAreALineForAPerson() {
        assertThat(ROW.told("{\"predictions\": [812.3456]}"))
                .contains(
                        "the first test row (size 45.12, rooms 2, number 12345678, district Nord, built missing): 812.3");
    }

    @Test
    void theRequestIsTheEvaluationsOwn() {
        assertThat(ROW.request()).startsWith("{\"instances\":[{\"size\":45.12345,");
    }

    @Test
    void anAnswerThatRefusesTheQuestionIsNoPrediction() {
        var refusal = "{\"error\": {\"message\": \"unknown field Cylinders\"}}";

        assertThat(ROW.told(refusal)).isEmpty();
        assertThat(SampleCar.told(refusal)).isEmpty();
    }

    @Test
    void theSamplesCarIsToldInItsOwnWords() {
        assertThat(SampleCar.told("{\"predictions\": [17.46]}"))
                .contains("Chevrolet Chevelle Malibu of 1970 (8 cylinders, 130 hp, 3504 lb): 17.5 miles per gallon");
    }
}
