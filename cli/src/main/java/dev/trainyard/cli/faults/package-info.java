/**
 * AWS on a bad day: what {@code rehearse --fault} can ask the stand-in for.
 *
 * <p>The one decision here: the stand-in's catalogue is the only list; what is explained here is what strikes there.
 */
@NullMarked
package dev.trainyard.cli.faults;

import org.jspecify.annotations.NullMarked;
