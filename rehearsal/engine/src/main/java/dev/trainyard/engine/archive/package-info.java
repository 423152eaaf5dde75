/**
 * Zip archives of artifacts, and the patterns that choose what goes in.
 *
 * <p>The one decision here: file modes survive both ways, because build scripts have to stay executable.
 */
@NullMarked
package dev.trainyard.engine.archive;

import org.jspecify.annotations.NullMarked;
