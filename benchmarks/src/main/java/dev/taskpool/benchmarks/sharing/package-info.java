/** What queues, pipes, locks and other shared objects take between processes, beside CPython's. */
@NullMarked
package dev.taskpool.benchmarks.sharing;

import org.jspecify.annotations.NullMarked;
