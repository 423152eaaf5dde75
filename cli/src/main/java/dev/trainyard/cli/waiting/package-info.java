/**
 * The time between two looks at something.
 *
 * <p>The one decision here: nothing else in the CLI sleeps or asks what time it is while it waits, so that its tests pass
 * hours in no time.
 */
@NullMarked
package dev.trainyard.cli.waiting;

import org.jspecify.annotations.NullMarked;
