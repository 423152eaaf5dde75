package dev.trainyard.infra.rules;

import static dev.trainyard.infra.rules.Stack.refusals;
import static dev.trainyard.infra.rules.Stack.resource;
import static dev.trainyard.infra.rules.Stack.resources;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoleRulesTest {

    @Test
    void whoIsTrustedByNameMayAssumeWhatTrustsIt() {
        assertThat(becoming("sts:AssumeRole")).isEmpty();
        assertThat(becoming("sts:TagSession"))
                .singleElement()
                .asString()
                .contains(
                        "dev / Release: role builder may not sts:AssumeRole on arn:aws:iam::333333333333:role/releaser",
                        "no statement allows it");
    }

    @Test
    void whatAnEndpointIsAskedIsCapturedAsItIs() {
        assertThat(capturing("application/json")).isEmpty();
        assertThat(capturing("text/csv"))
                .singleElement()
                .asString()
                .contains("Config: requests of application/json are captured as base64", "[text/csv]");
    }

    private static List<String> becoming(String action) {
        var guest = resources(
                resource("R", "AWS::IAM::Role", "\"RoleName\": \"builder\""),
                resource("P", "AWS::IAM::Policy", """
                        "Roles": [{"Ref": "R"}], "PolicyDocument": {"Statement": {"Effect": "Allow", "Action": "%s",
                          "Resource": "arn:aws:iam::333333333333:role/releaser"}}
                        """.formatted(action)),
                resource("B", "AWS::CodeBuild::Project", "\"ServiceRole\": {\"Fn::GetAtt\": [\"R\", \"Arn\"]}"),
                resource("L", "AWS::CodePipeline::Pipeline", """
                        "Stages": [{"Name": "dev", "Actions":
                          [{"Name": "Release", "Configuration": {"ProjectName": {"Ref": "B"}}}]}]
                        """));
        var host = resource("R", "AWS::IAM::Role", """
                "RoleName": "releaser", "AssumeRolePolicyDocument": {"Statement": {"Effect": "Allow",
                  "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::222222222222:root"},
                  "Condition": {"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::222222222222:role/builder"}}}}
                """);
        return refusals(Stack.of("dev", guest), Stack.of("staging", host));
    }

    private static List<String> capturing(String type) {
        var definition = """
                {"States": {
                  "Config": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sagemaker:createEndpointConfig",
                    "Arguments": {"EndpointConfigName": "{%% $uuid() %%}", "DataCaptureConfig": {"EnableCapture": true,
                      "CaptureContentTypeHeader": {"JsonContentTypes": ["%s"]}}}},
                  "Ask": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sagemakerruntime:invokeEndpoint",
                    "Arguments": {"ContentType": "application/json"}}}}
                """.formatted(type).replace("\"", "\\\"").replace("\n", " ");
        var all = "\"Effect\": \"Allow\", \"Action\": \"sagemaker:*\", \"Resource\": \"*\"";
        return refusals(Stack.of(
                "dev",
                resources(
                        resource("R", "AWS::IAM::Role", ""),
                        resource("P", "AWS::IAM::Policy", """
                                "Roles": [{"Ref": "R"}], "PolicyDocument": {"Statement": {%s}}
                                """.formatted(all)),
                        resource("M", "AWS::StepFunctions::StateMachine", """
                                "RoleArn": {"Fn::GetAtt": ["R", "Arn"]}, "DefinitionString": "%s"
                                """.formatted(definition)))));
    }
}
