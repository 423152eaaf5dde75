/**
 * A release of a stage: data, training, facts.
 *
 * <p>The one decision here: what is there already is compared by hashes of code and data, so that a release with nothing new
 * trains nothing and says so.
 */
@NullMarked
package dev.trainyard.cli.release;

import org.jspecify.annotations.NullMarked;
