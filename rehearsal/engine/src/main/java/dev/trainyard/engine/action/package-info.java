/**
 * What each type of action does.
 *
 * <p>The one decision here: an action gets its own role's identity and nothing else.
 */
@NullMarked
package dev.trainyard.engine.action;

import org.jspecify.annotations.NullMarked;
