/**
 * The scripts that every command begins with, on machines that lack something.
 *
 * <p>The one decision here: a machine is a home and a PATH of the test's own, with stand-ins for what would be installed
 * or fetched; nothing is downloaded.
 */
@NullMarked
package dev.trainyard.repositorytests.buildscripts;

import org.jspecify.annotations.NullMarked;
