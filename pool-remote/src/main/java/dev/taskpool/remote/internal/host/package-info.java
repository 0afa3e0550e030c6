/** The parent's side of a child: the actor that fronts it, and the pure parts that the actor is made of. */
@NullMarked
package dev.taskpool.remote.internal.host;

import org.jspecify.annotations.NullMarked;
