/** Who belongs to a pool: its key and certificate, made in memory, and the TLS that lets nobody else in. */
@NullMarked
package dev.taskpool.remote.internal.secure;

import org.jspecify.annotations.NullMarked;
