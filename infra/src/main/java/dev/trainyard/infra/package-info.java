/**
 * One stage of the system as CDK constructs.
 *
 * <p>The one decision here: network, data and ML do not know each other. They pass resource interfaces, and only
 * {@link dev.trainyard.infra.PlatformStage} wires them.
 */
@NullMarked
package dev.trainyard.infra;

import org.jspecify.annotations.NullMarked;
