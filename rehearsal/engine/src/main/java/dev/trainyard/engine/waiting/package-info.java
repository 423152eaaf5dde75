/**
 * Waiting for what happens elsewhere, and limits to what happens here.
 *
 * <p>The one decision here: nothing else in the engine sleeps, and time that a sleeping laptop spends does not count.
 */
@NullMarked
package dev.trainyard.engine.waiting;

import org.jspecify.annotations.NullMarked;
