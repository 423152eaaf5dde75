/**
 * CodeBuild: builds, their shell, their environment, their logs.
 *
 * <p>The one decision here: a build sees only what its buildspec and project declare, so that it cannot pass here on what AWS would not give it.
 */
@NullMarked
package dev.trainyard.engine.build;

import org.jspecify.annotations.NullMarked;
