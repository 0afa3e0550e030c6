/** One run over all peers, and what is made of it. */
@NullMarked
package dev.taskpool.benchmarks.run;

import org.jspecify.annotations.NullMarked;
