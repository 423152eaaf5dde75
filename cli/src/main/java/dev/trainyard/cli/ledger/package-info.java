/**
 * What of a rehearsal really acted: the ledger that the stand-in keeps.
 *
 * <p>The one decision here: four states are counted apart and never added up to "passed"; AWS keeps no ledger, since there
 * everything acts.
 */
@NullMarked
package dev.trainyard.cli.ledger;

import org.jspecify.annotations.NullMarked;
