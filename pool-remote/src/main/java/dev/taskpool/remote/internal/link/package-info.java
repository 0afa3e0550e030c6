/** The actor system that connects a pool's processes: how it is set up, started and kept clean. */
@NullMarked
package dev.taskpool.remote.internal.link;

import org.jspecify.annotations.NullMarked;
