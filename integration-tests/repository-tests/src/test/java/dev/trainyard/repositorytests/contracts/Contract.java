package dev.trainyard.repositorytests.contracts;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A schema of {@code contracts/}.
 *
 * @param name without {@code .schema.json}
 * @param json its content
 */
record Contract(String name, JsonNode json) {

    static Contract named(String name) {
        return new Contract(name, JsonMapper.shared().readTree(Repository.text("contracts/" + name + ".schema.json")));
    }

    /** What the contract has against a document; nothing when it is kept. */
    List<String> problems(String document) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("trainyard:" + name), json);
        return schema.validate(JsonMapper.shared().readTree(document)).stream()
                .map(Object::toString)
                .toList();
    }

    Collection<String> members() {
        return members("");
    }

    /** @param pointer to the object's schema, such as {@code /$defs/entry} */
    Collection<String> members(String pointer) {
        return json.at(pointer).required("properties").propertyNames();
    }
}
