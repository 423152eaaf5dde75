/**
 * Predictions for files instead of requests.
 *
 * <p>The one decision here: a batch is answered by the very model that the endpoint serves, and a record that cannot be
 * answered costs a line of words in the output, never the job.
 */
@NullMarked
package dev.trainyard.infra.batch;

import org.jspecify.annotations.NullMarked;
