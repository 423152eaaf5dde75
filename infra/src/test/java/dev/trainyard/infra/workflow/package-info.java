/** What the workflow knows by itself. */
@NullMarked
package dev.trainyard.infra.workflow;

import org.jspecify.annotations.NullMarked;
