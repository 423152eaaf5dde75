/**
 * One rehearsal from the first line to the verdict.
 *
 * <p>The one decision here: after step 0 it only watches; the pipeline that was deployed does the work, as on AWS.
 */
@NullMarked
package dev.trainyard.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
