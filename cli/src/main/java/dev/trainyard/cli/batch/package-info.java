/**
 * Predictions for many records at once.
 *
 * <p>The one decision here: records go to S3 and come back from there; what they hold, the model's answer says, a line a record.
 */
@NullMarked
package dev.trainyard.cli.batch;

import org.jspecify.annotations.NullMarked;
