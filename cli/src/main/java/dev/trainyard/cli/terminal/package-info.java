/**
 * What a person sees while a command runs.
 *
 * <p>The one decision here: results are plain lines that a log can keep; a moving line appears on a terminal only and leaves nothing behind.
 */
@NullMarked
package dev.trainyard.cli.terminal;

import org.jspecify.annotations.NullMarked;
