package dev.trainyard.config;

/**
 * One thing wrong in one file.
 *
 * @param file as a user would name it: {@code config/stages/prod.yaml}
 * @param path key within the file, {@code network.maxAzs}; empty for the file itself
 * @param message what is wrong, the value got, what is allowed
 */
record Problem(String file, String path, String message) {

    @Override
    public String toString() {
        return file + ": " + (path.isEmpty() ? "" : path + " ") + message;
    }
}
