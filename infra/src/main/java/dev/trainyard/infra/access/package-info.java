/**
 * Permissions, and the findings about them that we live with.
 *
 * <p>The one decision here: a cdk-nag finding is accepted beside the construct that causes it, with the reason, and for
 * that construct alone.
 */
@NullMarked
package dev.trainyard.infra.access;

import org.jspecify.annotations.NullMarked;
