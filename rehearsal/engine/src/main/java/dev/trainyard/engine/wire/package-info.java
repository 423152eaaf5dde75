/**
 * AWS JSON 1.1 over HTTP: one target header, one operation.
 *
 * <p>The one decision here: the emulator has judged who calls; the engine believes its headers because of a shared secret.
 */
@NullMarked
package dev.trainyard.engine.wire;

import org.jspecify.annotations.NullMarked;
