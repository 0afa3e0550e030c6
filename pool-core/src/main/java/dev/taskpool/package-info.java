/**
 * A process pool for the JVM: what a user types. Start with {@link dev.taskpool.TaskPool}.
 */
@NullMarked
package dev.taskpool;

import org.jspecify.annotations.NullMarked;
