/** The pool itself: a thin shell of actors and threads around the schedule. */
@NullMarked
package dev.taskpool.internal.supervise;

import org.jspecify.annotations.NullMarked;
