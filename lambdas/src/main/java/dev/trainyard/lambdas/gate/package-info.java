/**
 * The gate of the ML workflow: may this model be registered and served?
 *
 * <p>The one decision here: the gate fails closed. Whatever cannot be read, understood or compared is a refusal with a reason, so
 * that no mistake upstream ever looks like an approval. Only the service's own trouble (S3 unreachable) is an exception, which the
 * workflow retries.
 */
@NullMarked
package dev.trainyard.lambdas.gate;

import org.jspecify.annotations.NullMarked;
