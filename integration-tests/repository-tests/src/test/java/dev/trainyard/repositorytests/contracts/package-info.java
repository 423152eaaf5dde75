/**
 * What modules must agree on without knowing each other: each agreement is read from both its sides, and from what the
 * pipeline would really deploy.
 */
@NullMarked
package dev.trainyard.repositorytests.contracts;

import org.jspecify.annotations.NullMarked;
