/**
 * Whether the endpoint is still asked what its model was trained for, and still answers as well.
 *
 * <p>The one decision here: the watch judges and tells, it changes nothing. What follows from drift (people are told, a run
 * starts) hangs on alarms, so that it is seen, and can be stopped, where every other alarm is.
 */
@NullMarked
package dev.trainyard.infra.watch;

import org.jspecify.annotations.NullMarked;
