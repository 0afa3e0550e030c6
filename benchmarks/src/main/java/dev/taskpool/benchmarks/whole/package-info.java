/** What a user feels of a pool of processes: the same figures for Taskpool and for other pools of the JVM. */
@NullMarked
package dev.taskpool.benchmarks.whole;

import org.jspecify.annotations.NullMarked;
