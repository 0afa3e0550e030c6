package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.Broadcast;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.PoolFixture;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a broadcast value gives to tasks, wherever they run. */
public interface BroadcastContract extends PoolFixture {
    /** An item with a handle in it. */
    record Question(int key, List<Broadcast<Map<Integer, String>>> tables) implements Serializable {
        String answer() {
            return tables.get(0).value().get(key);
        }
    }

    private static Map<Integer, String> table() {
        return Inputs.range(1_000).stream().collect(Collectors.toMap(i -> i, i -> "value " + i));
    }

    @Test
    default void value_ofACapturedBroadcast_isThatOfItsMaker() {
        Map<Integer, String> table = table();
        try (Broadcast<Map<Integer, String>> broadcast = Broadcast.of(table)) {
            assertThat(broadcast.value()).isSameAs(table);
            assertThat(shared().map(key -> broadcast.value().get(key), Inputs.range(100), 3))
                    .isEqualTo(Inputs.range(100).stream().map(table::get).toList());
            for (int key = 0; key < 50; key++) {
                String read = shared().apply(k -> broadcast.value().get(k), key);
                assertThat(read).isEqualTo("value " + key);
            }
        }
    }

    @Test
    default void value_ofABroadcastInItems_isThatOfItsMaker() {
        try (Broadcast<Map<Integer, String>> broadcast = Broadcast.of(table())) {
            List<Question> questions = Inputs.range(100).stream()
                    .map(key -> new Question(key, List.of(broadcast)))
                    .toList();
            assertThat(shared().map(Question::answer, questions))
                    .isEqualTo(Inputs.range(100).stream()
                            .map(key -> "value " + key)
                            .toList());
            assertThat(shared().map(it -> it.value().size(), Collections.nCopies(20, broadcast)))
                    .containsOnly(1_000);
        }
    }

    @Test
    default void value_thatIsNull_isNullEverywhere() {
        try (Broadcast<String> broadcast = Broadcast.of(null)) {
            assertThat(broadcast.value()).isNull();
            String read = shared().apply(() -> broadcast.value());
            assertThat(read).isNull();
            assertThat(shared().<Integer, Boolean>map(i -> broadcast.value() == null, Inputs.range(10)))
                    .containsOnly(true);
        }
    }

    @Test
    default void broadcastThatComesBack_hasTheSameValue() {
        try (Broadcast<List<Integer>> broadcast = Broadcast.of(Inputs.range(10))) {
            Broadcast<List<Integer>> back = shared().apply(it -> it, broadcast);
            assertThat(back.value()).isEqualTo(Inputs.range(10));
        }
    }

    @Test
    default void taskThatMakesABroadcast_mayUseItItself() {
        int incremented = shared().apply(() -> {
            try (Broadcast<AtomicInteger> own = Broadcast.of(new AtomicInteger(3))) {
                return own.value().incrementAndGet();
            }
        });
        assertThat(incremented).isEqualTo(4);
    }

    @Test
    default void broadcastOfAnotherPool_worksInThisOne() {
        try (Broadcast<String> broadcast = Broadcast.of("both");
                TaskPool other = pool(1)) {
            String there = other.apply(() -> broadcast.value());
            String here = shared().apply(() -> broadcast.value());
            assertThat(there + here).isEqualTo("bothboth");
        }
    }
}
