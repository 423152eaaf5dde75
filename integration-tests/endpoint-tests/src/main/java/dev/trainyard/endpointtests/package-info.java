/**
 * Tests of the synthesized templates on an AWS endpoint: the emulator, LocalStack, or whatever is named.
 *
 * <p>The one decision here: a test says what it needs of an endpoint, and a table says what each endpoint gives, so that
 * a test which did not run is counted and never taken for one that passed.
 */
@NullMarked
package dev.trainyard.endpointtests;

import org.jspecify.annotations.NullMarked;
