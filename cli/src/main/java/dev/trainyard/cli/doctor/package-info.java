/**
 * What this machine and the configuration still lack.
 *
 * <p>The one decision here: a finding says how to mend it; nothing is mended unasked.
 */
@NullMarked
package dev.trainyard.cli.doctor;

import org.jspecify.annotations.NullMarked;
