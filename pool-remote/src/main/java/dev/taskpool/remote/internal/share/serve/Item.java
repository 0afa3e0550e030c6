package dev.taskpool.remote.internal.share.serve;

import org.jspecify.annotations.Nullable;

/**
 * An element of a queue, or a message.
 *
 * @param id says which one it is
 * @param bytes the element as it was written
 * @param key the element, if others are compared with it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Item(long id, byte[] bytes, @Nullable Object key) {}
