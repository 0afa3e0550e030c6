package dev.taskpool.benchmarks.peers;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the children of this process, by looking for them more often than a JVM can start and end. */
final class JvmCount {
    private static final int PERIOD_MILLIS = 20;

    private final Set<Long> pids = ConcurrentHashMap.newKeySet();

    JvmCount() {
        Thread looker = new Thread(this::look, "jvm-count");
        looker.setDaemon(true);
        looker.start();
    }

    /** How many children were seen so far. */
    int seen() {
        return pids.size();
    }

    private void look() {
        try {
            while (true) {
                ProcessHandle.current().children().map(ProcessHandle::pid).forEach(pids::add);
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
