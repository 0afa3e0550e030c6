package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Figure;
import java.util.List;
import java.util.stream.IntStream;

/** How many small items a map does in a second, by the size of its chunks. */
final class MapItems implements Bench {
    private static final List<Integer> CHUNK_SIZES = List.of(1, 10, 100, 1_000, 0);

    @Override
    public void measure(Session session) throws Exception {
        for (int chunkSize : CHUNK_SIZES) {
            double[] perSecond = new Runs(session.plan())
                    .perSecond(session.plan().mostItems(), many -> {
                        List<Integer> items = IntStream.range(0, many).boxed().toList();
                        int size = session.pool().map(x -> x, items, chunkSize).size();
                        if (size != many) {
                            throw new IllegalStateException(size + " results (expected: " + many + ")");
                        }
                    });
            session.show(Figure.with("map", chunks(chunkSize), "items/s", perSecond));
        }
    }

    static String chunks(int chunkSize) {
        return chunkSize == 0 ? "default chunks" : "chunks of " + chunkSize;
    }
}
