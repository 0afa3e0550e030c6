/** Processes: JVMs that run one target, with the caller's class path, and pipes between processes. */
@NullMarked
package dev.taskpool.process;

import org.jspecify.annotations.NullMarked;
