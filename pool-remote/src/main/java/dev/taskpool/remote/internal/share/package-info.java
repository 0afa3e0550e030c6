/** What both sides of shared objects need: how calls travel, and the words that all map. */
@NullMarked
package dev.taskpool.remote.internal.share;

import org.jspecify.annotations.NullMarked;
