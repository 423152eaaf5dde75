/**
 * Why an action failed, in words.
 *
 * <p>The one decision here: the cause comes first, in one line, from whoever knows it best (the script, the state, the
 * resource); the log that shows it follows.
 */
@NullMarked
package dev.trainyard.cli.failure;

import org.jspecify.annotations.NullMarked;
