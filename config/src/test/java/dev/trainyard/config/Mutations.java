package dev.trainyard.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A file with one thing changed: every value of {@code mutations.yaml} at every place, each key gone, a key too many. */
final class Mutations {

    static final YAMLMapper YAML = new YAMLMapper();

    private static final JsonNode VALUES = YAML.readTree(Mutations.class.getResourceAsStream("mutations.yaml"));

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
            VALUES.forEach(value -> mutations.add(changed(file, place, object -> object.set(key.getKey(), value))));
            mutate(file, key.getValue(), place, mutations);
        });
        for (int index = 0; part.isArray() && index < part.size(); index++) {
            replaceItem(file, path, index, mutations);
        }
    }

    private static void replaceItem(JsonNode file, String path, int index, List<Mutation> mutations) {
        VALUES.forEach(value -> {
            JsonNode copy = file.deepCopy();
            ((ArrayNode) copy.at(path)).set(index, value);
            mutations.add(new Mutation(path + "/" + index, copy));
        });
    }

    private static Mutation changed(JsonNode file, String path, Consumer<ObjectNode> change) {
        JsonNode copy = file.deepCopy();
        change.accept((ObjectNode) copy.at(path.substring(0, path.lastIndexOf('/'))));
        return new Mutation(path, copy);
    }
}
