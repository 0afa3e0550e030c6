/** What crosses the boundary between the parent and a child: plain records and bytes, whatever carries them. */
@NullMarked
package dev.taskpool.remote.internal.wire;

import org.jspecify.annotations.NullMarked;
