/**
 * Which AWS a command talks to, and the clients for it.
 *
 * <p>The one decision here: the target is chosen once, by the caller, and never guessed; whatever runs against the stand-in runs against AWS.
 */
@NullMarked
package dev.trainyard.cli.aws;

import org.jspecify.annotations.NullMarked;
