/**
 * Processes that a command starts.
 *
 * <p>The one decision here: each holds the reading end of a pipe whose writing end is ours, so it ends when we do, by
 * {@code kill -9} too.
 */
@NullMarked
package dev.trainyard.cli.process;

import org.jspecify.annotations.NullMarked;
