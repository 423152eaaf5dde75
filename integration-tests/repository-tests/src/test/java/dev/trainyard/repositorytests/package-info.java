/**
 * What holds between modules: who may depend on whom, and both sides of every contract.
 *
 * <p>The one decision here: a rule that was never seen to fail is no rule, so each is tried on a class that breaks it.
 */
@NullMarked
package dev.trainyard.repositorytests;

import org.jspecify.annotations.NullMarked;
