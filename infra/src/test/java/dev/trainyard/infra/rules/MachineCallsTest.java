package dev.trainyard.infra.rules;

import static dev.trainyard.infra.rules.Stack.refusals;
import static dev.trainyard.infra.rules.Stack.resource;
import static dev.trainyard.infra.rules.Stack.resources;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MachineCallsTest {

    private static final String SAGEMAKER = "arn:aws:sagemaker:us-east-1:222222222222:";
    private static final String RULE =
            "arn:aws:events:us-east-1:222222222222:rule/StepFunctionsGetEventsForSageMakerTrainingJobsRule";

    @Test
    void whoRunsAJobMayTagItAndKeepTheRuleOfItsEnd() {
        var allowed = statement("sagemaker:*", SAGEMAKER + "training-job/app-*");
        assertThat(train(allowed, statement("events:*", RULE), passing("sagemaker.amazonaws.com")))
                .isEmpty();
        assertThat(train(
                        statement("sagemaker:CreateTrainingJob", SAGEMAKER + "training-job/app-*"),
                        statement("events:*", RULE),
                        passing("sagemaker.amazonaws.com")))
                .singleElement()
                .asString()
                .contains(
                        "Train: role app-dev-R may not sagemaker:AddTags",
                        "training-job/app-dev-train-",
                        "no statement allows it");
        assertThat(train(allowed, passing("sagemaker.amazonaws.com")))
                .singleElement()
                .asString()
                .contains("events:PutTargets, events:PutRule", RULE);
    }

    @Test
    void aRoleIsPassedToTheServiceThatTheCallIsOf() {
        assertThat(train(
                        statement("sagemaker:*", SAGEMAKER + "training-job/app-*"),
                        statement("events:*", RULE),
                        passing("states.amazonaws.com")))
                .singleElement()
                .asString()
                .contains("iam:PassRole on app-dev-J", "iam:PassedToService sagemaker.amazonaws.com");
    }

    @Test
    void aRoleThatIsPassedTrustsItsService() {
        assertThat(machine("states.amazonaws.com", "sns:publish", "\"TopicArn\": \"t\""))
                .isEmpty();
        assertThat(machine(
                        "states.amazonaws.com",
                        "aws-sdk:sagemaker:createModel",
                        "\"ModelName\": \"{% $uuid() %}\", \"ExecutionRoleArn\": \"${J}\"",
                        statement("sagemaker:CreateModel", SAGEMAKER + "model/*"),
                        passing("sagemaker.amazonaws.com")))
                .singleElement()
                .asString()
                .contains("sagemaker.amazonaws.com could not assume role app-dev-J");
    }

    @Test
    void anUpdateIsJudgedOnTheConfigToo() {
        assertThat(machine(
                        "sagemaker.amazonaws.com",
                        "aws-sdk:sagemaker:updateEndpoint",
                        "\"EndpointName\": \"app\", \"EndpointConfigName\": \"{% $config %}\"",
                        statement("sagemaker:UpdateEndpoint", SAGEMAKER + "endpoint/app")))
                .singleElement()
                .asString()
                .contains("sagemaker:UpdateEndpoint", "endpoint-config/…");
    }

    @Test
    void aNoticeForAnEncryptedTopicTakesItsKey() {
        var publish = List.of("sns:publish", "\"TopicArn\": \"${T}\"");
        assertThat(machine(
                        "sagemaker.amazonaws.com",
                        publish.getFirst(),
                        publish.getLast(),
                        "{\"Effect\": \"Allow\", \"Action\": \"kms:Decrypt\", \"Resource\": {\"Ref\": \"K\"}}"))
                .singleElement()
                .asString()
                .contains("kms:GenerateDataKey on app-dev-K");
    }

    @Test
    void metricsGoToTheNamespaceThatIsAllowed() {
        var allowed =
                "{\"Effect\": \"Allow\", \"Action\": \"cloudwatch:PutMetricData\", \"Resource\": \"*\", \"Condition\": {\"StringEquals\": {\"cloudwatch:namespace\": \"%s\"}}}";
        assertThat(machine(
                        "sagemaker.amazonaws.com",
                        "aws-sdk:cloudwatch:putMetricData",
                        "\"Namespace\": \"mine\"",
                        allowed.formatted("mine")))
                .isEmpty();
        assertThat(machine(
                        "sagemaker.amazonaws.com",
                        "aws-sdk:cloudwatch:putMetricData",
                        "\"Namespace\": \"mine\"",
                        allowed.formatted("other")))
                .singleElement()
                .asString()
                .contains("cloudwatch:PutMetricData", "cloudwatch:namespace mine");
    }

    private static List<String> train(String... statements) {
        return machine(
                "sagemaker.amazonaws.com",
                "sagemaker:createTrainingJob.sync",
                "\"TrainingJobName\": \"{% 'app-dev-train-' & $states.context.Execution.Name %}\", \"RoleArn\": \"${J}\"",
                statements);
    }

    /** What is said of a machine of one state, Train; in its arguments, ${J} is the job's role and ${T} the topic. */
    private static List<String> machine(String trusted, String operation, String arguments, String... statements) {
        var definition =
                "{\"States\": {\"Train\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::%s\", \"Arguments\": {%s}}}}"
                        .formatted(operation, arguments)
                        .replace("\"", "\\\"")
                        .replace("${J}", "\", {\"Fn::GetAtt\": [\"J\", \"Arn\"]}, \"")
                        .replace("${T}", "\", {\"Ref\": \"T\"}, \"");
        return refusals(Stack.of(
                "dev",
                resources(
                        resource("M", "AWS::StepFunctions::StateMachine", """
                                "RoleArn": {"Fn::GetAtt": ["R", "Arn"]},
                                "DefinitionString": {"Fn::Join": ["", ["%s"]]}
                                """.formatted(definition)),
                        resource("R", "AWS::IAM::Role", ""),
                        resource("J", "AWS::IAM::Role", """
                                "AssumeRolePolicyDocument": {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
                                  "Principal": {"Service": "%s"}}}
                                """.formatted(trusted)),
                        resource("K", "AWS::KMS::Key", ""),
                        resource("T", "AWS::SNS::Topic", "\"KmsMasterKeyId\": {\"Ref\": \"K\"}"),
                        resource("P", "AWS::IAM::Policy", """
                                "Roles": [{"Ref": "R"}], "PolicyDocument": {"Statement": [%s]}
                                """.formatted(resources(statements))))));
    }

    private static String statement(String action, String resource) {
        return "{\"Effect\": \"Allow\", \"Action\": \"%s\", \"Resource\": \"%s\"}".formatted(action, resource);
    }

    private static String passing(String service) {
        return """
                {"Effect": "Allow", "Action": "iam:PassRole", "Resource": {"Fn::GetAtt": ["J", "Arn"]},
                 "Condition": {"StringEquals": {"iam:PassedToService": "%s"}}}
                """.formatted(service);
    }
}
