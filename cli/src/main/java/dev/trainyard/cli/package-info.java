/**
 * The {@code trainyard} command: rehearsals, the Release step, status, approval, logs, the report.
 *
 * <p>The one decision here: a command is a thin reading of its arguments; what it does lies in a package of its own that
 * knows nothing of the command line.
 */
@NullMarked
package dev.trainyard.cli;

import org.jspecify.annotations.NullMarked;
