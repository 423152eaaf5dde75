/**
 * What the Verify step asks a deployed stage. Run from the kit by JUnit's console launcher; see {@link
 * dev.trainyard.stagetests.StageUnderTest} for what it must be told.
 *
 * <p>The one decision here: a stage is judged by what it does for its users and by what the release said it did, read through AWS's
 * APIs alone. The data of the question is the model's own smoke row, so these tests hold for any data set.
 */
@NullMarked
package dev.trainyard.stagetests;

import org.jspecify.annotations.NullMarked;
