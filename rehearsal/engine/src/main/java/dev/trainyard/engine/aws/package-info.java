/**
 * The engine as a client of the emulator: who it acts as, and what it tells the ledger.
 *
 * <p>The one decision here: every call is made as the role that would make it on AWS, never as the engine itself.
 */
@NullMarked
package dev.trainyard.engine.aws;

import org.jspecify.annotations.NullMarked;
