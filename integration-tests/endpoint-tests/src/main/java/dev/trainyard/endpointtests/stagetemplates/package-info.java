/**
 * What the pipeline's LocalStack step runs before a stage: its Network and Data templates on a second engine.
 *
 * <p>The one decision here: only what LocalStack 4.14 is known to keep is asserted; it drops many properties silently.
 */
@NullMarked
package dev.trainyard.endpointtests.stagetemplates;

import org.jspecify.annotations.NullMarked;
