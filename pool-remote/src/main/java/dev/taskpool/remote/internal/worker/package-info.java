/** The child's side: the agent that talks to the parent, and the thread that runs tasks. */
@NullMarked
package dev.taskpool.remote.internal.worker;

import org.jspecify.annotations.NullMarked;
