package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.whole.Peer.Pool;
import dev.taskpool.benchmarks.whole.Peer.Want;
import java.util.List;

/** How many bytes of arguments and of results a worker takes and gives in a second, by their size. */
final class Payloads implements Bench {
    private static final int MOST_AT_ONCE = 20_000;
    private static final int HUGE_BYTES = 500_000_000;

    @Override
    public void measure(Session session) throws Exception {
        session.rest();
        List<Integer> all = session.plan().payloadBytes();
        try (Pool pool = session.peer().open(1)) {
            for (int bytes : all.stream().filter(bytes -> bytes < HUGE_BYTES).toList()) {
                measure(session, pool, bytes);
            }
        }
        for (int bytes : all.stream().filter(bytes -> bytes >= HUGE_BYTES).toList()) {
            try (Pool pool = openForHuge(session.peer())) {
                measure(session, pool, bytes);
            }
        }
    }

    private static Pool openForHuge(Peer peer) {
        try {
            return peer.open(1, Want.heap("5g"));
        } catch (UnsupportedOperationException e) {
            return peer.open(1); // it has the heap it has
        }
    }

    private static void measure(Session session, Pool pool, int bytes) throws Exception {
        byte[] argument = new byte[bytes];
        show(session, "arguments", bytes, many -> {
            for (int i = 0; i < many; i++) {
                check(pool.apply(array -> array.length, argument), bytes);
            }
        });
        show(session, "results", bytes, many -> {
            for (int i = 0; i < many; i++) {
                check(pool.apply(length -> new byte[length], bytes).length, bytes);
            }
        });
    }

    private static void show(Session session, String bench, int bytes, Runs.Work work) throws Exception {
        double[] perSecond = new Runs(session.plan()).perSecond(MOST_AT_ONCE, work);
        for (int i = 0; i < perSecond.length; i++) {
            perSecond[i] *= bytes / 1e6;
        }
        session.show(Figure.with(bench, Plan.size(bytes), "MB/s", perSecond));
    }

    private static void check(int actual, int expected) {
        if (actual != expected) {
            throw new IllegalStateException(actual + " bytes (expected: " + expected + ")");
        }
    }
}
