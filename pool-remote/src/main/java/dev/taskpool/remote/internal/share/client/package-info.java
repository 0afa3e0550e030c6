/** The user's side of shared objects: handles, and the session over which they reach the owner. */
@NullMarked
package dev.taskpool.remote.internal.share.client;

import org.jspecify.annotations.NullMarked;
