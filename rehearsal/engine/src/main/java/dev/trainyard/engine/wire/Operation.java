package dev.trainyard.engine.wire;

import dev.trainyard.engine.json.Fields;

/** One operation of a service. */
@FunctionalInterface
public interface Operation {
    Fields call(Caller caller, Input input);
}
