package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.Outcome;
import dev.taskpool.ResultIterator;
import dev.taskpool.TaskPool;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.testkit.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items that cannot be written, in the middle of chunks: a chunk ends before them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class UnwritableInputIT extends ProcessFixture {
    private static final Set<Integer> UNWRITABLE = Set.of(2, 7, 8, 11, 20);
    private static final int ITEMS = 23;

    @ParameterizedTest
    @ValueSource(strings = {"imap.lookahead = 5", "imap.lookahead = 5, queue.max-items = 3", "queue.max-items = 6"})
    void unwritableItems_inChunksOfFive_failAlone(String settings) {
        List<Object> items = IntStream.range(0, ITEMS)
                .mapToObj(i -> UNWRITABLE.contains(i) ? new Saboteur(Saboteur.When.WRITTEN_IN_THE_PARENT) : (Object) i)
                .toList();
        try (TaskPool pool = configured(settings).workers(2).build()) {
            List<Outcome<Object>> settled = pool.mapSettled(Tasks::identity, items, 5);
            assertThat(settled)
                    .hasSize(ITEMS)
                    .allSatisfy(outcome ->
                            assertThat(outcome.isSuccess()).isEqualTo(!UNWRITABLE.contains(outcome.index())));
            assertThat(failuresOf(pool.imap(Tasks::identity, items, 5))).isEqualTo(new TreeSet<>(UNWRITABLE));
        }
    }

    private static Set<Integer> failuresOf(ResultIterator<Object> results) {
        Set<Integer> failed = new TreeSet<>();
        List<Object> values = new ArrayList<>();
        for (int index = 0; results.hasNext(); index++) {
            try {
                values.add(results.next());
            } catch (TaskSerializationException e) {
                failed.add(index);
            }
        }
        assertThat(values).hasSize(ITEMS - failed.size());
        return failed;
    }
}
