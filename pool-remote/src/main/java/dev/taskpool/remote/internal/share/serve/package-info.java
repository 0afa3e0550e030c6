/** The owner's side of shared objects. */
@NullMarked
package dev.taskpool.remote.internal.share.serve;

import org.jspecify.annotations.NullMarked;
