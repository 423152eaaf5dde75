package dev.trainyard.infra.rules;

import static dev.trainyard.infra.rules.Stack.refusals;
import static dev.trainyard.infra.rules.Stack.resource;
import static dev.trainyard.infra.rules.Stack.resources;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class VariantNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"VariantName\": \"A\"}, {\"VariantName\": \"A\", \"Rest\": [1]}]",
                "\"{% $one ? [{\\\"VariantName\\\": \\\"B\\\"}] : [{\\\"VariantName\\\": \\\"A\\\"}, {\\\"VariantName\\\": \\\"A\\\"}] %}\"",
            })
    void twoOfOneConfigAreRefused(String variants) {
        assertThat(config(variants))
                .singleElement()
                .asString()
                .contains("Make: createEndpointConfig is refused", "variants have the same name A", "must be unique");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"VariantName\": \"A\"}, {\"VariantName\": \"B\"}]",
                "\"{% $one ? [{\\\"VariantName\\\": \\\"A\\\"}] : [{\\\"VariantName\\\": \\\"A\\\"}, {\\\"VariantName\\\": \\\"B\\\"}] %}\"",
            })
    void namesOfTheirOwnAreNot(String variants) {
        assertThat(config(variants)).isEmpty();
    }

    private static List<String> config(String variants) {
        var definition = """
                {"States": {"Make": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sagemaker:createEndpointConfig",
                  "Arguments": {"EndpointConfigName": "{%% $uuid() %%}", "ProductionVariants": %s}}}}
                """.formatted(variants);
        return refusals(Stack.of(
                "dev",
                resources(
                        resource("R", "AWS::IAM::Role", ""),
                        resource("P", "AWS::IAM::Policy", """
                                "Roles": [{"Ref": "R"}], "PolicyDocument": {"Statement":
                                  {"Effect": "Allow", "Action": "sagemaker:CreateEndpointConfig", "Resource": "*"}}
                                """),
                        resource("M", "AWS::StepFunctions::StateMachine", """
                                "RoleArn": {"Fn::GetAtt": ["R", "Arn"]}, "DefinitionString": %s
                                """.formatted(
                                        JsonMapper.shared().writeValueAsString(definition))))));
    }
}
