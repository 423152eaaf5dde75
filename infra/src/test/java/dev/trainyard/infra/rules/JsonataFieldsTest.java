package dev.trainyard.infra.rules;

import static dev.trainyard.infra.rules.Stack.refusals;
import static dev.trainyard.infra.rules.Stack.resource;
import static dev.trainyard.infra.rules.Stack.resources;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonataFieldsTest {

    @Test
    void whatIsOfJsonPathIsRefusedInJsonata() {
        assertThat(machine("JSONata"))
                .singleElement()
                .asString()
                .contains("'Parameters' is not supported", "JSONata", "/States/Each, /States/Train");
    }

    @Test
    void jsonPathKeepsItsFields() {
        assertThat(machine("JSONPath")).isEmpty();
    }

    private static List<String> machine(String language) {
        var definition = """
                {"QueryLanguage": "%s", "States": {"Each": {"Type": "Map", "Parameters": {}, "ItemProcessor":
                  {"States": {"Train": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Parameters": {}}}}}}}
                """.formatted(language).replace("\"", "\\\"").replace("\n", " ");
        return refusals(Stack.of(
                "dev",
                resources(
                        resource("R", "AWS::IAM::Role", ""),
                        resource("M", "AWS::StepFunctions::StateMachine", """
                                "RoleArn": {"Fn::GetAtt": ["R", "Arn"]}, "DefinitionString": "%s"
                                """.formatted(definition)))));
    }
}
