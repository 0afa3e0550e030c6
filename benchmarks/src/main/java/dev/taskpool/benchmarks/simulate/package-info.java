/** The schedule alone, with simulated workers: what its decisions cost, however much waits and however many work. */
@NullMarked
package dev.taskpool.benchmarks.simulate;

import org.jspecify.annotations.NullMarked;
