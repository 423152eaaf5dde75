/**
 * What is deployed in a stage and what its model is worth.
 *
 * <p>The one decision here: whatever cannot be read (not deployed, no access) is absent, never an error: a page that shows
 * most is better than none.
 */
@NullMarked
package dev.trainyard.cli.stage;

import org.jspecify.annotations.NullMarked;
