package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.wire.Input;
import java.util.List;
import java.util.Optional;

/** A part of a list, and the token of the next one. */
record Page<T>(List<T> items, Optional<String> next) {
    private static final int LARGEST = 100;

    static <T> Page<T> of(List<T> all, Input input) {
        int size = Math.clamp(input.number("maxResults", LARGEST), 1, LARGEST);
        int from = Math.min(Integer.parseInt(input.optionalText("nextToken").orElse("0")), all.size());
        int to = Math.min(from + size, all.size());
        return new Page<>(
                all.subList(from, to), to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }
}
