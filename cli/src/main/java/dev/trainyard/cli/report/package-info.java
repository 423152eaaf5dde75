/**
 * The page about a run.
 *
 * <p>The one decision here: one file that needs nothing beside it, made from what AWS APIs answer, so that it tells of a real run
 * as of a rehearsal.
 */
@NullMarked
package dev.trainyard.cli.report;

import org.jspecify.annotations.NullMarked;
