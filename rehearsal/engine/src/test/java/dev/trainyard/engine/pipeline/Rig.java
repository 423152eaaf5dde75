package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.aws.Identities;
import dev.trainyard.engine.aws.Identity;
import dev.trainyard.engine.aws.Ledger.Entry;
import dev.trainyard.engine.json.Json;
import dev.trainyard.engine.wire.Caller;
import dev.trainyard.engine.wire.Input;
import dev.trainyard.engine.wire.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A CodePipeline with fake actions of the type Build/AWS/CodeBuild and the real approval's registry. */
public final class Rig {
    static final ActionType FAKE = new ActionType("Build", "AWS", "CodeBuild", "1");
    static final ActionType APPROVAL = new ActionType("Approval", "AWS", "Manual", "1");
    private static final Caller CALLER = new Caller("111111111111", "us-east-1", "arn:aws:iam::111111111111:root");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public final List<Entry> ledger = new CopyOnWriteArrayList<>();
    final List<String> sessions = new CopyOnWriteArrayList<>();
    private final Map<String, Action> behaviours = new HashMap<>();
    private final Map<String, Operation> operations;

    /** @param approval what an approval does with the registry of approvals */
    Rig(Action approval, Approvals approvals) {
        Action fake = context -> behaviours
                .getOrDefault(context.action().record().path(), any -> Map.of())
                .run(context);
        Pipelines pipelines = Pipelines.running(
                Map.of(FAKE, fake, APPROVAL, approval),
                identities(),
                ledger::addAll,
                owner -> {},
                InstantSource.system());
        operations = new CodePipelineOperations(pipelines, approvals).byTarget();
    }

    public Rig() {
        this(context -> Map.of(), new Approvals());
    }

    /** Lets an action, named {@code stage/action}, do something. */
    public Rig when(String path, Action behaviour) {
        behaviours.put(path, behaviour);
        return this;
    }

    public JsonNode call(String operation, String input) {
        Operation known = Optional.ofNullable(operations.get("CodePipeline_20150709." + operation))
                .orElseThrow();
        return Json.tree(known.call(CALLER, new Input(Json.parseObject(input.getBytes(StandardCharsets.UTF_8))))
                .map());
    }

    /** Waits until the pipeline "line" is as it should be. */
    public JsonNode await(String operation, String input, Predicate<JsonNode> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonNode answer = call(operation, input);
        while (!condition.test(answer)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Still " + answer);
            }
            Thread.onSpinWait();
            answer = call(operation, input);
        }
        return answer;
    }

    public JsonNode awaitEnd(String executionId) {
        return await(
                        "GetPipelineExecution",
                        "{\"pipelineName\":\"line\",\"pipelineExecutionId\":\"" + executionId + "\"}",
                        answer -> !List.of("InProgress", "Stopping")
                                .contains(answer.at("/pipelineExecution/status").asString()))
                .path("pipelineExecution");
    }

    public String firstExecution() {
        return call("ListPipelineExecutions", "{\"pipelineName\":\"line\"}")
                .path("pipelineExecutionSummaries")
                .values()
                .stream()
                .toList()
                .getLast()
                .path("pipelineExecutionId")
                .asString();
    }

    /** The runs of all actions, newest first. */
    public List<JsonNode> runs() {
        return List.copyOf(call("ListActionExecutions", "{\"pipelineName\":\"line\"}")
                .path("actionExecutionDetails")
                .values());
    }

    /** A definition with the given stages, each {@code name: action order, action order}. */
    public static String definition(String... stages) {
        StringBuilder json = new StringBuilder(
                "{\"pipeline\":{\"name\":\"line\",\"roleArn\":\"arn:aws:iam::111111111111:role/pipeline\",\"pipelineType\":\"V2\","
                        + "\"artifactStore\":{\"type\":\"S3\",\"location\":\"bucket\",\"encryptionKey\":{\"id\":\"key\",\"type\":\"KMS\"}},\"stages\":[");
        for (String stage : stages) {
            String[] parts = stage.split(": ", 2);
            json.append("{\"name\":\"").append(parts[0]).append("\",\"actions\":[");
            for (String action : parts[1].split(", ")) {
                String[] words = action.split(" ");
                boolean approval = words[0].startsWith("Approve");
                json.append("{\"name\":\"")
                        .append(words[0])
                        .append("\",\"runOrder\":")
                        .append(words[1])
                        .append(",\"namespace\":\"")
                        .append(words[0])
                        .append("Variables\"")
                        .append(",\"configuration\":{")
                        .append(words.length > 2 ? words[2] : "")
                        .append('}')
                        .append(",\"actionTypeId\":{\"category\":\"")
                        .append(approval ? "Approval" : "Build")
                        .append("\",\"owner\":\"AWS\",\"provider\":\"")
                        .append(approval ? "Manual" : "CodeBuild")
                        .append("\",\"version\":\"1\"}},");
            }
            json.setLength(json.length() - 1);
            json.append("]},");
        }
        json.setLength(json.length() - 1);
        return json.append("]}}").toString();
    }

    private Identities identities() {
        return new Identities() {
            @Override
            public Identity ofService(Service service, String roleArn, String sessionName) {
                sessions.add(service.principal() + " for " + service.source() + " " + roleArn);
                return new Identity(roleArn, "key", "secret", Optional.of("token"));
            }

            @Override
            public Identity assume(Identity from, String roleArn, String sessionName) {
                sessions.add(from.arn() + " " + roleArn);
                return new Identity(roleArn, "key", "secret", Optional.of("token"));
            }

            @Override
            public void demand(Identity role, String action, String resource) {
                throw new AssertionError("Nothing here is judged without a call");
            }
        };
    }
}
