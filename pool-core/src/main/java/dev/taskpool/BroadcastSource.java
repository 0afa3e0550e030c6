package dev.taskpool;

import org.jspecify.annotations.Nullable;

/** Where a broadcast has its value from. Thread-safe. */
interface BroadcastSource<T extends @Nullable Object> {
    T value();

    /** What travels in the place of a broadcast. */
    BroadcastHandle handle(Broadcast<T> broadcast);

    void close();
}
