/**
 * What a buildspec says, read into records.
 *
 * <p>The one decision here: a feature that is not acted upon is refused by name, never skipped.
 */
@NullMarked
package dev.trainyard.engine.buildspec;

import org.jspecify.annotations.NullMarked;
