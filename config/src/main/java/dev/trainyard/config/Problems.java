package dev.trainyard.config;

import java.util.ArrayList;
import java.util.List;

/** What was found wrong in one file so far. */
final class Problems {

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(String path, String message) {
        found.add(new Problem(file, path, message));
    }

    boolean none() {
        return found.isEmpty();
    }

    List<Problem> found() {
        return List.copyOf(found);
    }
}
