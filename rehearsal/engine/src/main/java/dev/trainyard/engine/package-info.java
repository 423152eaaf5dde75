/**
 * The part of a rehearsal that plays CodePipeline and CodeBuild.
 *
 * <p>The one decision here: only {@link dev.trainyard.engine.Engine} knows all the parts; it joins them and serves them.
 */
@NullMarked
package dev.trainyard.engine;

import org.jspecify.annotations.NullMarked;
