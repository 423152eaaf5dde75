/**
 * Rehearsals that must fail.
 *
 * <p>The one decision here: the command is run as a user runs it, in a copy of the repository, and judged by what it prints,
 * writes and leaves behind.
 */
@NullMarked
package dev.trainyard.rehearsaltests;

import org.jspecify.annotations.NullMarked;
