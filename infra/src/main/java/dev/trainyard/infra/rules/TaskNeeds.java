package dev.trainyard.infra.rules;

import dev.trainyard.infra.rules.Machine.Task;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Which permissions a machine's calls take: those that people forget, each named by AWS on its page about the call.
 *
 * <p>Sources: docs.aws.amazon.com/step-functions/latest/dg/connect-sagemaker.html (jobs that are waited for),
 * docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html (which resources an action is judged on),
 * docs.aws.amazon.com/sns/latest/dg/sns-key-management.html, docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html,
 * docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-service-linked-roles.html.
 */
final class TaskNeeds {

    private static final String SAGEMAKER = "sagemaker.amazonaws.com";
    private static final Pattern LITERAL = Pattern.compile("\\{%\\s*'([^']*)'.*");

    /** The resources that SageMaker judges a call on: their type, and the argument that has the name. */
    private static final Map<String, Map<String, String>> JUDGED_ON = Map.ofEntries(
            Map.entry("createEndpoint", Map.of("endpoint", "EndpointName", "endpoint-config", "EndpointConfigName")),
            Map.entry("createEndpointConfig", Map.of("endpoint-config", "EndpointConfigName")),
            Map.entry("createModel", Map.of("model", "ModelName")),
            Map.entry("deleteEndpoint", Map.of("endpoint", "EndpointName")),
            Map.entry("deleteEndpointConfig", Map.of("endpoint-config", "EndpointConfigName")),
            Map.entry("deleteModel", Map.of("model", "ModelName")),
            Map.entry("describeEndpoint", Map.of("endpoint", "EndpointName")),
            Map.entry("describeEndpointConfig", Map.of("endpoint-config", "EndpointConfigName")),
            Map.entry("describeModel", Map.of("model", "ModelName")),
            Map.entry("updateEndpoint", Map.of("endpoint", "EndpointName", "endpoint-config", "EndpointConfigName")));

    private static final Map<String, String> JOBS = Map.of(
            "ProcessingJob", "processing-job",
            "TrainingJob", "training-job",
            "TransformJob", "transform-job",
            "HyperParameterTuningJob", "hyper-parameter-tuning-job");

    private final SynthesizedAssembly assembly;
    private final SynthesizedStack stack;

    TaskNeeds(SynthesizedAssembly assembly, SynthesizedStack stack) {
        this.assembly = assembly;
        this.stack = stack;
    }

    Stream<Need> of(Task task) {
        var parts = List.of(task.operation().split(":", -1));
        var operation = parts.getLast();
        return switch (parts.get(parts.size() - 2)) {
            case "sagemaker" ->
                operation.endsWith(".sync") ? job(task, operation.replace(".sync", "")) : sageMaker(task, operation);
            case "applicationautoscaling" -> scaling(operation);
            case "cloudwatch" -> metrics(task, operation);
            case "sns" -> key("AWS::SNS::Topic", "TopicArn", task, List.of("kms:GenerateDataKey", "kms:Decrypt"));
            case "dynamodb" -> key("AWS::DynamoDB::Table", "TableName", task, List.of("kms:Decrypt"));
            default -> Stream.empty();
        };
    }

    /** Step Functions tags what it waits for, watches it, stops it, and keeps a rule to learn of its end. */
    private Stream<Need> job(Task task, String operation) {
        var kind = operation.substring("create".length());
        var type = JOBS.get(kind);
        if (type == null) {
            return Stream.empty();
        }
        var jobs = sageMakerArn(type, name(task, kind + "Name"));
        var rule = "arn:aws:events:%s:%s:rule/StepFunctionsGetEventsForSageMaker%ssRule"
                .formatted(stack.region(), stack.account(), kind.replace("HyperParameter", ""));
        return Stream.of(
                        Stream.of("Create" + kind, "AddTags", "Describe" + kind, "Stop" + kind)
                                .map(action -> Need.of("sagemaker:" + action, jobs)),
                        Stream.of("events:PutTargets", "events:PutRule", "events:DescribeRule")
                                .map(action -> Need.of(action, rule)),
                        passing(task, "RoleArn"))
                .flatMap(needs -> needs);
    }

    private Stream<Need> sageMaker(Task task, String operation) {
        var action = "sagemaker:" + Character.toUpperCase(operation.charAt(0)) + operation.substring(1);
        var own = JUDGED_ON.getOrDefault(operation, Map.of()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(on -> Need.of(action, sageMakerArn(on.getKey(), name(task, on.getValue()))));
        return Stream.concat(own, passing(task, "ExecutionRoleArn"));
    }

    private static Stream<Need> passing(Task task, String argument) {
        var role = task.arguments().path(argument).asString("");
        return role.startsWith("${")
                ? Stream.of(new Need("iam:PassRole", role, "iam:PassedToService", SAGEMAKER))
                : Stream.empty();
    }

    private Stream<Need> scaling(String operation) {
        var action = "application-autoscaling:" + Character.toUpperCase(operation.charAt(0)) + operation.substring(1);
        var target = Need.of(
                action,
                "arn:aws:application-autoscaling:%s:%s:scalable-target/%s"
                        .formatted(stack.region(), stack.account(), Need.REST));
        return operation.equals("registerScalableTarget") ? Stream.of(target, serviceLinkedRole()) : Stream.of(target);
    }

    private Need serviceLinkedRole() {
        var service = "sagemaker.application-autoscaling.amazonaws.com";
        var role = "arn:aws:iam::%s:role/aws-service-role/%s/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint"
                .formatted(stack.account(), service);
        return new Need("iam:CreateServiceLinkedRole", role, "iam:AWSServiceName", service);
    }

    private static Stream<Need> metrics(Task task, String operation) {
        return operation.equals("putMetricData")
                ? Stream.of(new Need(
                        "cloudwatch:PutMetricData",
                        "*",
                        "cloudwatch:namespace",
                        task.arguments().path("Namespace").asString("")))
                : Stream.empty();
    }

    /** Where a topic or a table is encrypted, who uses it uses its key. */
    private Stream<Need> key(String type, String argument, Task task, List<String> actions) {
        var name = task.arguments().path(argument).asString("");
        return assembly.resources(type)
                .filter(resource -> References.of(resource).equals(name))
                .flatMap(resource -> keys(resource).flatMap(key -> assembly.referred(resource.stack(), key).stream()))
                .flatMap(key -> actions.stream().map(action -> Need.of(action, References.of(key))));
    }

    private static Stream<JsonNode> keys(Resource resource) {
        return Stream.of(
                resource.properties().path("KmsMasterKeyId"),
                resource.properties().path("SSESpecification").path("KMSMasterKeyId"));
    }

    private String sageMakerArn(String type, String name) {
        return "arn:aws:sagemaker:%s:%s:%s/%s".formatted(stack.region(), stack.account(), type, name);
    }

    /** A name that is worked out begins with the text that its expression begins with, if any. */
    private static String name(Task task, String argument) {
        var said = task.arguments().path(argument).asString("");
        var literal = LITERAL.matcher(said);
        return literal.matches() ? literal.group(1) + Need.REST : said.startsWith("{%") ? Need.REST : said;
    }
}
