/** Tests of what data a run is about. */
@NullMarked
package dev.trainyard.lambdas.dataset;

import org.jspecify.annotations.NullMarked;
