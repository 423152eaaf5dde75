/**
 * Logs of builds, jobs and functions, as CloudWatch Logs keeps them.
 *
 * <p>The one decision here: of all that a log says, the first failure counts; what follows is its consequence.
 */
@NullMarked
package dev.trainyard.cli.logs;

import org.jspecify.annotations.NullMarked;
