/** How payloads and messages become bytes: Kryo for what users hand over, a compact form for the pool's own messages. */
@NullMarked
package dev.taskpool.remote.internal.serial;

import org.jspecify.annotations.NullMarked;
