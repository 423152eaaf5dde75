package dev.trainyard.cli.failure;

import dev.trainyard.cli.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import tools.jackson.databind.JsonNode;

/**
 * A stack's resources, with what its template says of their making. Of a stack that was rolled back too: its template is
 * still to be had, and its generated names begin with the stack's and the resource's own.
 *
 * @param name the stack's
 * @param physicalIds by logical id, of what there is
 * @param template by logical id
 */
record DeployedStack(String name, Map<String, String> physicalIds, Map<String, JsonNode> template) {

    /** CloudFormation cuts the middle of a generated name where the whole is too long. */
    private static final int RECOGNIZABLE = 8;

    DeployedStack {
        physicalIds = Map.copyOf(physicalIds);
        template = Map.copyOf(template);
    }

    static Optional<DeployedStack> read(CloudFormationClient api, String name) {
        try {
            var resources = new LinkedHashMap<String, JsonNode>();
            Json.tree(api.getTemplate(request -> request.stackName(name)).templateBody())
                    .path("Resources")
                    .properties()
                    .forEach(entry -> resources.put(entry.getKey(), entry.getValue()));
            return Optional.of(new DeployedStack(name, ids(api, name), resources));
        } catch (CloudFormationException e) { // it is not there, or not to be seen by whoever asks
            return Optional.empty();
        }
    }

    private static Map<String, String> ids(CloudFormationClient api, String name) {
        var found = new LinkedHashMap<String, String>();
        List<StackResource> resources =
                api.describeStackResources(request -> request.stackName(name)).stackResources();
        resources.stream()
                .filter(resource -> resource.physicalResourceId() != null)
                .forEach(resource -> found.put(resource.logicalResourceId(), resource.physicalResourceId()));
        return found;
    }

    Optional<MadeBy> madeBy(String logicalId) {
        return Optional.ofNullable(template.get(logicalId))
                .map(resource -> resource.path("Metadata"))
                .map(metadata -> new MadeBy(
                        metadata.path("aws:cdk:path")
                                .asString(name + "/" + logicalId)
                                .replaceFirst("/Resource$", ""),
                        metadata.path("trainyard:source").asString("")));
    }

    Optional<MadeBy> of(String arn) {
        var asked = Arn.of(arn);
        return Stream.concat(
                        physicalIds.entrySet().stream()
                                .filter(id -> id.getValue().equals(arn)
                                        || id.getValue().equals(asked.name()))
                                .map(Map.Entry::getKey),
                        template.keySet().stream().filter(id -> couldBe(id, asked.name())))
                .filter(id -> asked.isOf(type(id)))
                .findFirst()
                .flatMap(this::madeBy);
    }

    private String type(String logicalId) {
        return Optional.ofNullable(template.get(logicalId))
                .map(resource -> resource.path("Type").asString(""))
                .orElse("");
    }

    private boolean couldBe(String logicalId, String physicalName) {
        var given = Optional.ofNullable(template.get(logicalId)).map(resource -> resource.path("Properties"));
        var said = given.stream()
                .flatMap(properties -> properties.properties().stream())
                .anyMatch(property -> property.getKey().endsWith("Name")
                        && property.getValue().asString("").equals(physicalName));
        return said || isGenerated(logicalId, physicalName);
    }

    private boolean isGenerated(String logicalId, String physicalName) {
        if (!physicalName.startsWith(name + "-")) {
            return false;
        }
        var middle = physicalName.substring(name.length() + 1).replaceFirst("-[^-]*$", "");
        return middle.length() >= RECOGNIZABLE && logicalId.startsWith(middle);
    }
}
