/** Starts, watches and ends child processes; the only user of {@link ProcessBuilder} and {@link ProcessHandle}. */
@NullMarked
package dev.taskpool.remote.internal.launch;

import org.jspecify.annotations.NullMarked;
