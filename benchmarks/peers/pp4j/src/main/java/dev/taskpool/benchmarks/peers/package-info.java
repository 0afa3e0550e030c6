/** What other process pools of the JVM do when a task goes wrong. */
@NullMarked
package dev.taskpool.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
