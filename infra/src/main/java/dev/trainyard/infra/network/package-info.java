/**
 * A stage's VPC.
 *
 * <p>The one decision here: the CIDR plan is fixed, so that no edit of {@code network.maxAzs} or
 * {@code network.egress} moves a subnet that jobs run in.
 */
@NullMarked
package dev.trainyard.infra.network;

import org.jspecify.annotations.NullMarked;
