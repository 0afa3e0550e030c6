package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.whole.Peer.Pool;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** How long a small task waits while a large argument is under way to the same pool. */
final class PingUnderLoad implements Bench {
    private static final int LARGE_BYTES = 100_000_000;
    private static final int SMALL_BYTES = 100_000;

    @Override
    public void measure(Session session) throws Exception {
        Pool pool = session.pool();
        byte[] large = new byte[session.plan().runs() == 1 ? SMALL_BYTES : LARGE_BYTES];
        var millis = new ArrayList<Double>();
        double[] p99 = new Runs(session.plan()).of(() -> {
            millis.clear();
            for (int transfers = 0; transfers < 3; transfers++) {
                Future<Integer> transfer = submit(pool, large);
                do {
                    long begun = System.nanoTime();
                    pool.apply(x -> x, 1);
                    millis.add((System.nanoTime() - begun) / 1e6);
                } while (!transfer.isDone());
                transfer.get();
            }
            return Runs.percentile(millis.stream().mapToDouble(each -> each).toArray(), 99);
        });
        session.show(Figure.with("ping while 100 MB flow", "p99", "ms", p99));
    }

    /** From a thread of its own, since writing the argument may keep the caller. */
    private static Future<Integer> submit(Pool pool, byte[] large) {
        return CompletableFuture.supplyAsync(() -> pool.apply(array -> array.length, large));
    }
}
