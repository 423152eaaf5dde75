/**
 * Brings the model that the stage before approved into this stage.
 *
 * <p>The one decision here: the archive is hashed on its way, and the upload is completed only when the hash is the candidate's;
 * an archive that was not verified is never there to be read.
 */
@NullMarked
package dev.trainyard.lambdas.promote;

import org.jspecify.annotations.NullMarked;
