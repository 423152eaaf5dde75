/**
 * Asking a stage's endpoint.
 *
 * <p>The one decision here: rows go as they are; what they may hold says the model, in its answer, and nothing here.
 */
@NullMarked
package dev.trainyard.cli.predict;

import org.jspecify.annotations.NullMarked;
