/** A pool under fire: work whose outcomes are counted while its workers are killed, frozen and crashed at random. */
@NullMarked
package dev.taskpool.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
