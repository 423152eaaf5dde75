/**
 * The stand-in for AWS: its processes, its state on disk, its bootstrap.
 *
 * <p>The one decision here: every process hangs on a pipe that this process holds, so that none outlives it.
 */
@NullMarked
package dev.trainyard.cli.standin;

import org.jspecify.annotations.NullMarked;
