/** The promote function, over two buckets in memory. */
@NullMarked
package dev.trainyard.lambdas.promote;

import org.jspecify.annotations.NullMarked;
