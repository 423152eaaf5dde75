/**
 * The CDK app: one stack in the tools account, whose pipeline carries every stage of the config.
 *
 * <p>The one decision here: the pipeline builds once, and what it built (assembly and kit) is all that later steps get. No step but
 * Build compiles, and none but Build reads the source.
 */
@NullMarked
package dev.trainyard.pipeline;

import org.jspecify.annotations.NullMarked;
