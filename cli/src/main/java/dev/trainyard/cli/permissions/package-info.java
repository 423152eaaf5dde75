/**
 * What roles may do and what they did: the permissions that a stand-in has on record.
 *
 * <p>The one decision here: a grant is compared over stages by its construct and by how its template writes it, never by
 * the names of one deployment; and what may stand though nothing used it stands in one reviewed file, with its reason.
 */
@NullMarked
package dev.trainyard.cli.permissions;

import org.jspecify.annotations.NullMarked;
