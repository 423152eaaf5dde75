package dev.trainyard.infra.rules;

import dev.trainyard.infra.rules.Machine.Task;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Captured requests of a content type that the endpoint config does not name are kept as base64, which drift and quality monitors
 * do not read.
 *
 * <p>Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_CaptureContentTypeHeader.html.
 */
final class CapturedTypes implements AwsRule {

    @Override
    public Stream<Refusal> refusals(SynthesizedAssembly assembly) {
        return Machine.in(assembly).flatMap(machine -> {
            var asked = machine.tasks().stream()
                    .filter(task -> task.operation().endsWith("sagemakerruntime:invokeEndpoint"))
                    .map(task -> task.arguments().path("ContentType").asString(""))
                    .filter(type -> !type.isEmpty() && !type.startsWith("{%"))
                    .distinct()
                    .toList();
            return machine.tasks().stream()
                    .filter(task -> task.operation().endsWith("sagemaker:createEndpointConfig"))
                    .flatMap(task -> refusals(machine, task, asked));
        });
    }

    private static Stream<Refusal> refusals(Machine machine, Task task, List<String> asked) {
        var capture = task.arguments().path("DataCaptureConfig");
        var types = capture.path("CaptureContentTypeHeader");
        var kept = Stream.of("JsonContentTypes", "CsvContentTypes")
                .flatMap(name -> types.path(name).valueStream())
                .map(JsonNode::asString)
                .toList();
        return asked.stream()
                .filter(type -> capture.path("EnableCapture").asBoolean(false) && !kept.contains(type))
                .map(type -> Refusal.of(
                        machine.resource(),
                        "%s: requests of %s are captured as base64, because CaptureContentTypeHeader names %s alone: no monitor reads them, and drift goes unseen. Add the type."
                                .formatted(task.state(), type, kept)));
    }
}
