/** What the network knows by itself. */
@NullMarked
package dev.trainyard.infra.network;

import org.jspecify.annotations.NullMarked;
