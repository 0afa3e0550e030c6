package dev.taskpool.process;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/** The processes of this JVM that run. Keeps the program running for those that are no daemons. */
final class LiveProcesses {
    private static final Set<Entry> live = new ConcurrentSkipListSet<>();
    private static final AtomicLong lastNumber = new AtomicLong();
    private static boolean hooked;

    private LiveProcesses() {}

    /** A process, in the order of the start. */
    private record Entry(long number, JvmProcess process) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return Long.compare(number, other.number);
        }
    }

    static void add(JvmProcess process) {
        hook();
        live.add(new Entry(lastNumber.incrementAndGet(), process));
        if (!process.isDaemon()) {
            var keeper = new Thread(() -> process.onExit().join(), "taskpool-" + process.name() + "-keeper");
            keeper.setDaemon(false);
            keeper.start();
        }
    }

    private static synchronized void hook() {
        if (!hooked) {
            hooked = true;
            Runtime.getRuntime().addShutdownHook(new Thread(LiveProcesses::abandonAll, "taskpool-end-processes"));
        }
    }

    private static void abandonAll() {
        all().forEach(JvmProcess::abandon);
    }

    static void remove(JvmProcess process) {
        live.removeIf(entry -> entry.process() == process);
    }

    static List<JvmProcess> all() {
        return live.stream().map(Entry::process).filter(JvmProcess::isAlive).toList();
    }
}
