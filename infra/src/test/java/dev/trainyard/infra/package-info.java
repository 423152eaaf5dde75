/** Guarantees of every stage's templates. */
@NullMarked
package dev.trainyard.infra;

import org.jspecify.annotations.NullMarked;
