/**
 * What AWS would refuse of a synthesized assembly, or take and never do, said before anything is deployed.
 *
 * <p>The one decision here: a rule reads templates, never constructs, so it judges what CloudFormation will get, across
 * stacks and accounts, and knows nothing of how it came about. Each rule is AWS's, with its source; none is the project's
 * taste.
 */
@NullMarked
package dev.trainyard.infra.rules;

import org.jspecify.annotations.NullMarked;
