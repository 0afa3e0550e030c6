package dev.taskpool.remote.sharing;

import dev.taskpool.TaskPool;
import dev.taskpool.remote.QuickStart;
import dev.taskpool.sync.Manager;
import dev.taskpool.testkit.SharedPool;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** One manager for the tests of a class and, for those that ask for it, a pool of two child JVMs. */
@Timeout(200)
abstract class SharingFixture extends SharedPool {
    /** For what must come. */
    static final Duration LIMIT = Duration.ofSeconds(150);

    /** For what must not come: long enough for it to come by mistake, if it does so at all. */
    static final Duration MOMENT = Duration.ofMillis(50);

    Manager manager;

    @Override
    public TaskPool.Builder builder() {
        return QuickStart.builder();
    }

    @Override
    public boolean workersAreProcesses() {
        return true;
    }

    @BeforeAll
    final void startManager() {
        manager = Manager.start();
    }

    @AfterAll
    final void closeManager() {
        manager.close();
    }
}
