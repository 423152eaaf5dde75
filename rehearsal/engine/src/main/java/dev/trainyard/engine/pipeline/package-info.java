/**
 * CodePipeline: definitions, executions, variables, the order of things.
 *
 * <p>The one decision here: the deployed definition is executed as it is; what it says and the engine does not know is an error that names it.
 */
@NullMarked
package dev.trainyard.engine.pipeline;

import org.jspecify.annotations.NullMarked;
