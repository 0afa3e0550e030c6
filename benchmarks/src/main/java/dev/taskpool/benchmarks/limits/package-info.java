/** The limits that any pool of processes has: what two JVMs can say to each other, with nothing in between. */
@NullMarked
package dev.taskpool.benchmarks.limits;

import org.jspecify.annotations.NullMarked;
