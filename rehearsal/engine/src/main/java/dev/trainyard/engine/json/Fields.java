package dev.trainyard.engine.json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer's members in order; absent values are left out, as AWS leaves them out. */
public final class Fields {
    private final Map<String, Object> values = new LinkedHashMap<>();

    public static Fields of(String name, @Nullable Object value) {
        return new Fields().with(name, value);
    }

    public Fields with(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, plain(value));
        }
        return this;
    }

    public Map<String, Object> map() {
        return values;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Fields fields -> fields.map();
            case Instant time -> Json.epochSeconds(time);
            case Collection<?> items -> plainItems(items);
            default -> value;
        };
    }

    private static List<Object> plainItems(Collection<?> items) {
        List<Object> plain = new ArrayList<>(items.size());
        for (Object item : items) {
            plain.add(plain(item));
        }
        return plain;
    }
}
