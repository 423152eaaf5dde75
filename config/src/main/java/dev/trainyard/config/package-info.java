/**
 * What differs between stages, read from {@code config/*.yaml} into records that cannot hold a mistake.
 *
 * <p>The one decision here: configuration is data, validated whole. Nothing in the project asks which stage it is.
 */
@NullMarked
package dev.trainyard.config;

import org.jspecify.annotations.NullMarked;
