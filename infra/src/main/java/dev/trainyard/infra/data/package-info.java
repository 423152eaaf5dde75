/**
 * What a stage must not lose: its key, its buckets, its model registry.
 *
 * <p>The one decision here: everything in it is encrypted with the stage's one key and outlives the stack where the
 * stage says {@code retain: true}.
 */
@NullMarked
package dev.trainyard.infra.data;

import org.jspecify.annotations.NullMarked;
