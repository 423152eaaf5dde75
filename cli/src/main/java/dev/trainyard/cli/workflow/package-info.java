/**
 * Executions of a stage's workflow, and why one failed.
 *
 * <p>The one decision here: the cause is looked for where it arose, from the failed state through its job to the line that
 * raised.
 */
@NullMarked
package dev.trainyard.cli.workflow;

import org.jspecify.annotations.NullMarked;
