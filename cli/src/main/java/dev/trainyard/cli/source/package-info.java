/**
 * What a rehearsal sends as its source.
 *
 * <p>The one decision here: the tracked files with their edits, and nothing that git does not know.
 */
@NullMarked
package dev.trainyard.cli.source;

import org.jspecify.annotations.NullMarked;
