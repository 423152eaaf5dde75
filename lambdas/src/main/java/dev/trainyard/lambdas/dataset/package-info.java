/**
 * What data a run of the ML workflow is about: one hash for all of {@code raw/}, how many objects, how many bytes.
 *
 * <p>The one decision here: the hash is of the listing (keys and ETags), not of the contents, so that it costs the same for a
 * kilobyte and for a terabyte.
 */
@NullMarked
package dev.trainyard.lambdas.dataset;

import org.jspecify.annotations.NullMarked;
