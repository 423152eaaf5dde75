/**
 * The pipeline as its API tells it.
 *
 * <p>The one decision here: what a run did is read from CodePipeline alone; nothing is remembered between two looks but what was already said.
 */
@NullMarked
package dev.trainyard.cli.pipeline;

import org.jspecify.annotations.NullMarked;
