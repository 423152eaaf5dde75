/**
 * What trains, judges, serves and watches a stage's model.
 *
 * <p>The one decision here: CloudFormation owns what carries a model (roles, workflow, gate, alarms); the workflow makes
 * what changes with every model (jobs, packages, endpoint).
 */
@NullMarked
package dev.trainyard.infra.ml;

import org.jspecify.annotations.NullMarked;
