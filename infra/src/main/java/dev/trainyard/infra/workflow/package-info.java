/**
 * The ML workflow: one Step Functions machine, JSONata only.
 *
 * <p>The one decision here: every state that can fail leads to one failure path, which names the state and the reason.
 */
@NullMarked
package dev.trainyard.infra.workflow;

import org.jspecify.annotations.NullMarked;
