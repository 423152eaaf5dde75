package dev.trainyard.infra.rules;

import static dev.trainyard.infra.rules.Stack.refusals;
import static dev.trainyard.infra.rules.Stack.resource;
import static dev.trainyard.infra.rules.Stack.resources;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"'m-' & $run", "'m-' & $short", "'m-' & $states.context.Execution.Name", "$uuid()"})
    void whatARunMakesIsNamedByTheRun(String name) {
        assertThat(model(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'m'", "'m-' & $again", "'m-' & $string($states.context.State.RetryCount)"})
    void whatIsNamedAlikeInEveryRunIsRefused(String name) {
        assertThat(model(name))
                .singleElement()
                .asString()
                .contains("Make: ModelName is {% " + name, "already exists", "ResourceInUse");
    }

    private static List<String> model(String name) {
        var definition = """
                {"States": {
                  "Begin": {"Type": "Pass", "Assign": {"again": 0, "run": "{%% $hash($states.context.Execution.Name) %%}"}},
                  "Shorten": {"Type": "Pass", "Assign": {"short": "{%% $substring($run, 0, 8) %%}"}},
                  "Make": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sagemaker:createModel",
                    "Arguments": {"ModelName": "{%% %s %%}"}}}}
                """.formatted(name).replace("\"", "\\\"").replace("\n", " ");
        return refusals(Stack.of(
                "dev",
                resources(
                        resource("R", "AWS::IAM::Role", ""),
                        resource("P", "AWS::IAM::Policy", """
                                "Roles": [{"Ref": "R"}], "PolicyDocument": {"Statement":
                                  {"Effect": "Allow", "Action": "sagemaker:CreateModel", "Resource": "*"}}
                                """),
                        resource("M", "AWS::StepFunctions::StateMachine", """
                                "RoleArn": {"Fn::GetAtt": ["R", "Arn"]}, "DefinitionString": "%s"
                                """.formatted(definition)))));
    }
}
