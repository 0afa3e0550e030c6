/** Who runs what, and when: pure decisions without actors, clocks or threads. */
@NullMarked
package dev.taskpool.internal.schedule;

import org.jspecify.annotations.NullMarked;
