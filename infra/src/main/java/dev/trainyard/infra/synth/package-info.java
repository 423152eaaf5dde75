/**
 * What keeps a synthesis repeatable.
 *
 * <p>The one decision here: the same files synthesize to the same bytes, or the pipeline would update itself for ever.
 */
@NullMarked
package dev.trainyard.infra.synth;

import org.jspecify.annotations.NullMarked;
