/**
 * What starts the workflow beside the pipeline and people, and what keeps two runs from having a stage at once.
 *
 * <p>The one decision here: every trigger does the same, it starts the workflow with its own word in {@code trigger}; whether
 * the run may go on is the workflow's to decide, by its lock.
 */
@NullMarked
package dev.trainyard.infra.triggers;

import org.jspecify.annotations.NullMarked;
