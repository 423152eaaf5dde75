/**
 * JSON and YAML as trees.
 *
 * <p>The one decision here: requests, definitions and answers stay trees, so that what AWS was given comes back as it was given.
 */
@NullMarked
package dev.trainyard.engine.json;

import org.jspecify.annotations.NullMarked;
