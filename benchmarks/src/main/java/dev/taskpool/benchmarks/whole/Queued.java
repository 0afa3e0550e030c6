package dev.taskpool.benchmarks.whole;

import dev.taskpool.TaskFunction;
import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.whole.Peer.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;

/** How many bytes of this JVM's heap a task takes that waits. */
final class Queued implements Bench {
    private static final int SETTLING_MILLIS = 300;

    @Override
    public void measure(Session session) throws Exception {
        session.rest();
        int tasks = session.plan().queued();
        Pool pool = session.peer().open(Plan.WORKERS);
        try {
            TaskFunction<Long, Long> nap = millis -> {
                Thread.sleep(millis);
                return millis;
            };
            var futures = new ArrayList<Future<?>>(tasks);
            for (int i = 0; i < Plan.WORKERS; i++) {
                futures.add(pool.submit(nap, Long.MAX_VALUE));
            }
            for (int i = 0; i < tasks / 10; i++) {
                futures.add(pool.submit(x -> x, i)); // what is there once only is there now
            }
            long before = usedBytes();
            for (int i = 0; i < tasks; i++) {
                futures.add(pool.submit(x -> x, i));
            }
            double each = (double) (usedBytes() - before) / tasks;
            session.show(Figure.with("queued tasks", String.format(Locale.ROOT, "%,d", tasks), "bytes/task", each));
            if (futures.stream().filter(Future::isDone).count() > 1) {
                throw new IllegalStateException("tasks have ended that were to wait");
            }
        } finally {
            pool.kill();
        }
    }

    private static long usedBytes() throws InterruptedException {
        for (int i : List.of(1, 2)) {
            System.gc();
            Thread.sleep(SETTLING_MILLIS / i);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
