/**
 * Where the model behind an endpoint comes from.
 *
 * <p>The one decision here: it is walked by what AWS keeps (endpoint, configuration, model, package), never by names or times.
 */
@NullMarked
package dev.trainyard.cli.lineage;

import org.jspecify.annotations.NullMarked;
