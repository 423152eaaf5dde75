package dev.trainyard.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A file with one thing changed: every value of {@link #VALUES} at every place, each key gone, a key too many. */
final class Mutations {

    static final YAMLMapper YAML = new YAMLMapper();

    /** What some key takes and the others do not, at the borders of each rule. */
    private static final String VALUES = """
            - null
            - ""
            - " "
            - 0
            - 1
            - 2
            - 2.0
            - 2.5
            - 3
            - -1
            - 4
            - 10
            - 11
            - 16384
            - 16385
            - 1e12
            - true
            - "true"
            - yes
            - []
            - {}
            - [dev]
            - [dev, dev]
            - [1]
            - {a: 1}
            - {owner: x, "aws:x": y}
            - {app: x}
            - {stage: x}
            - {owner: 1}
            - {"a*b": x}
            - "111111111111"
            - 111111111111
            - "11111111111"
            - "1111111111111"
            - us-east-1
            - us-gov-west-1
            - US-EAST-1
            - us-east
            - 10.0.0.0/16
            - 10.256.0.0/16
            - 10.1.1.0/16
            - 10.0.0.0/17
            - 172.15.0.0/16
            - 172.31.0.0/16
            - 192.168.0.0/16
            - 11.0.0.0/16
            - ml.m5.large
            - ml.p4d.24xlarge
            - m5.large
            - ml.m5
            - ml.M5.large
            - PT1H
            - P1D
            - P
            - PT
            - P1DT
            - 1h
            - PT1.5H
            - -PT1H
            - PT59S
            - P6D
            - a@b.example
            - a@b
            - a b@c.example
            - endpoints
            - NAT
            - train
            - required
            - none
            - dev
            - d
            - dev-1
            - 9dev
            - trainyard
            - train--yard
            - trainyard-
            - a23456789012345678901
            - owner/name
            - owner
            - feature/x
            - /x
            - arn:aws:codeconnections:us-east-1:111111111111:connection/00000000-0000-0000-0000-000000000000
            - arn:aws:codeconnections:us-east-1:1:connection/00000000-0000-0000-0000-000000000000
            """;

    private Mutations() {}

    /**
     * @param path the changed place, as a JSON pointer
     * @param tree the whole file
     */
    record Mutation(String path, JsonNode tree) {}

    static Stream<Mutation> of(JsonNode file) {
        List<Mutation> mutations = new ArrayList<>();
        mutate(file, file, "", mutations);
        return mutations.stream();
    }

    private static void mutate(JsonNode file, JsonNode part, String path, List<Mutation> mutations) {
        if (part instanceof ObjectNode) {
            mutations.add(changed(file, path + "/unheardOf", object -> object.put("unheardOf", "x")));
        }
        part.propertyStream().forEach(key -> {
            String place = path + "/" + key.getKey();
            mutations.add(changed(file, place, object -> object.remove(key.getKey())));
            YAML.readTree(VALUES)
                    .forEach(value -> mutations.add(changed(file, place, object -> object.set(key.getKey(), value))));
            mutate(file, key.getValue(), place, mutations);
        });
        for (int index = 0; part.isArray() && index < part.size(); index++) {
            replaceItem(file, path, index, mutations);
        }
    }

    private static void replaceItem(JsonNode file, String path, int index, List<Mutation> mutations) {
        YAML.readTree(VALUES).forEach(value -> {
            JsonNode copy = file.deepCopy();
            ((ArrayNode) copy.at(path)).set(index, value);
            mutations.add(new Mutation(path + "/" + index, copy));
        });
    }

    private static Mutation changed(JsonNode file, String path, java.util.function.Consumer<ObjectNode> change) {
        JsonNode copy = file.deepCopy();
        change.accept((ObjectNode) copy.at(path.substring(0, path.lastIndexOf('/'))));
        return new Mutation(path, copy);
    }
}
