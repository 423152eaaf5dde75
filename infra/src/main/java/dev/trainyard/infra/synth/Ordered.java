package dev.trainyard.infra.synth;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that keep the order they were written in; {@code Map.of} shuffles its keys anew in every JVM. */
public final class Ordered {

    private Ordered() {}

    /** Returns a map of the pairs given: name, value, name, value, … */
    public static Map<String, Object> map(Object... pairs) {
        if (pairs.length % 2 != 0) {
            throw new IllegalArgumentException("expected pairs of name and value, got " + pairs.length + " arguments");
        }
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
