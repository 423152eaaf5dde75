package dev.trainyard.repositorytests.contracts;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The environment that a template gives a function, which notes what is asked of it. */
final class ReadEnvironment extends AbstractMap<String, String> {

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Set<String> read = new TreeSet<>();

    /** @param variables as in the template; a reference, whose value only a deployment knows, reads as its JSON */
    ReadEnvironment(JsonNode variables) {
        variables.forEachEntry((key, value) -> this.variables.put(key, value.asString(value.toString())));
    }

    Set<String> keysRead() {
        return read;
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        read.add(String.valueOf(key));
        return variables.get(key);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return variables.entrySet();
    }
}
