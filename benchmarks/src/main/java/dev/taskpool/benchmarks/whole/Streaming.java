package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Figure;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** How many small items come back in a second as they are done, in order or not. */
final class Streaming implements Bench {
    @Override
    public void measure(Session session) throws Exception {
        for (boolean ordered : List.of(true, false)) {
            for (int chunkSize : List.of(1, 0)) {
                double[] perSecond = new Runs(session.plan())
                        .perSecond(session.plan().mostItems(), many -> {
                            Iterable<Integer> items =
                                    () -> IntStream.range(0, many).iterator();
                            Iterator<Integer> results = session.pool().stream(x -> x, items, chunkSize, ordered);
                            int count = 0;
                            for (; results.hasNext(); results.next()) {
                                count++;
                            }
                            if (count != many) {
                                throw new IllegalStateException(count + " results (expected: " + many + ")");
                            }
                        });
                String bench = ordered ? "imap" : "imapUnordered";
                session.show(Figure.with(bench, MapItems.chunks(chunkSize), "items/s", perSecond));
            }
        }
    }
}
