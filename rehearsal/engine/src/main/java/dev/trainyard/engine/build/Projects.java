package dev.trainyard.engine.build;

/** Where projects are read from. */
@FunctionalInterface
public interface Projects {
    /** @throws dev.trainyard.engine.wire.ApiException if there is none of that name */
    Project named(String account, String region, String name);
}
