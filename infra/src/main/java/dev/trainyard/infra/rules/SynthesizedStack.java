package dev.trainyard.infra.rules;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A stack of the assembly, and where it will be deployed.
 *
 * @param name CloudFormation's
 * @param place in words: {@code dev / network}
 * @param account of 12 digits
 * @param region such as {@code us-east-1}
 * @param template as CloudFormation gets it
 */
record SynthesizedStack(String name, String place, String account, String region, JsonNode template) {

    Stream<Resource> resources() {
        return template.path("Resources").properties().stream()
                .map(entry -> new Resource(this, entry.getKey(), entry.getValue()));
    }

    Stream<Resource> resources(String type) {
        return resources().filter(resource -> resource.type().equals(type));
    }
}
