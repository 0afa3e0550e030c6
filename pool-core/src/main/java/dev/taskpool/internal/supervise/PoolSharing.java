package dev.taskpool.internal.supervise;

import dev.taskpool.spi.SharingBackend;
import dev.taskpool.sync.Manager;
import org.jspecify.annotations.Nullable;

/** A pool's manager: made when it is first asked for, ended with the pool. Thread-safe. */
final class PoolSharing {
    private final String pool;
    private @Nullable Manager manager;
    private boolean ended;

    PoolSharing(String pool) {
        this.pool = pool;
    }

    /** The manager; one that was made stays the same. */
    synchronized Manager manager() {
        Manager present = manager;
        if (present == null) {
            if (ended) {
                throw PoolSupervisor.refusal(pool);
            }
            present = SharingBackend.find().startManager();
            manager = present;
        }
        return present;
    }

    synchronized void end() {
        ended = true;
        if (manager != null) {
            manager.close();
        }
    }
}
