package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.whole.Peer.Pool;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How long a job of usual Java takes in a warm worker: it shows what a worker's compilers and collector are worth. */
final class Computing implements Bench {
    private static final int WORDS = 200_000;
    private static final int DIFFERENT = 5_000;

    @Override
    public void measure(Session session) throws Exception {
        Pool pool = session.pool();
        int words = Math.min(WORDS, session.plan().mostItems());
        double[] millis = new Runs(session.plan()).of(() -> pool.apply(Computing::millis, words));
        session.show(Figure.with("computing", "counting words", "ms", millis));
    }

    private static double millis(int words) {
        long begun = System.nanoTime();
        int sum = count(words);
        double millis = (System.nanoTime() - begun) / 1e6;
        if (sum != words) {
            throw new IllegalStateException(sum + " words (expected: " + words + ")");
        }
        return millis;
    }

    /** Writes a text and counts its words. */
    static int count(int words) {
        var text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append("word").append(i * 31L % DIFFERENT).append(' ');
        }
        Map<String, Integer> counts = new HashMap<>();
        int begin = 0;
        for (int end = text.indexOf(" "); end >= 0; end = text.indexOf(" ", begin)) {
            counts.merge(text.substring(begin, end), 1, Integer::sum);
            begin = end + 1;
        }
        return new TreeMap<>(counts).values().stream().mapToInt(count -> count).sum();
    }
}
