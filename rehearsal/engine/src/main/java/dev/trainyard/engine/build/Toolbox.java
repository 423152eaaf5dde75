package dev.trainyard.engine.build;

import java.util.List;
import java.util.Map;

/**
 * What a build finds on its PATH.
 *
 * @param path directories, first wins
 * @param environment variables that belong to the runtimes
 * @param differences from what was declared, in words
 */
record Toolbox(List<String> path, Map<String, String> environment, List<String> differences) {}
