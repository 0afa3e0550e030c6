/** Whole-pool figures, printed beside those of other process pools. */
@NullMarked
package dev.taskpool.benchmarks;

import org.jspecify.annotations.NullMarked;
