/**
 * The templates of this commit on the emulator: deployed, updated, rolled back, and the workflow they hold run to each
 * of its ends.
 *
 * <p>The one decision here: every test class has an account of its own, so that none sees what another left.
 */
@NullMarked
package dev.trainyard.endpointtests;

import org.jspecify.annotations.NullMarked;
