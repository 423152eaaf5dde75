/** Tests of the configuration over the repository's own files, whole or with one thing changed. */
@NullMarked
package dev.trainyard.config;

import org.jspecify.annotations.NullMarked;
