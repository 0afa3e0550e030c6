/** Workers that are child JVMs: the backend that starts them, and the child's main class. */
@NullMarked
package dev.taskpool.remote;

import org.jspecify.annotations.NullMarked;
