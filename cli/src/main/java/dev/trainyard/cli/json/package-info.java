/**
 * JSON, read and written one way.
 *
 * <p>The one decision here: unknown members are skipped on reading, since the other side may be newer; a missing one that
 * is needed fails.
 */
@NullMarked
package dev.trainyard.cli.json;

import org.jspecify.annotations.NullMarked;
