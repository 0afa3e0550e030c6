package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskBiFunction;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskFunction;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.NegativeException;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.SayWhenException;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One function over many items. */
public interface MapContract extends PoolFixture {
    @Test
    @Case("POOL-02")
    default void map_anyNumberOfItems_equalsTheSequentialMapInOrder() throws Exception {
        assertThat(shared().map(Tasks::square, Inputs.range(10))).isEqualTo(Inputs.squares(10));
        assertThat(shared().map(Tasks::square, Inputs.range(100), 20)).isEqualTo(Inputs.squares(100));
        assertThat(shared().<Integer, Integer>mapAsync(Tasks::square, Inputs.range(10))
                        .get())
                .isEqualTo(Inputs.squares(10));
    }

    @Test
    @Case("POOL-02")
    default void mapAsync_asACompletionStage_givesTheWholeList() throws Exception {
        AsyncResult<List<Integer>> result = shared().mapAsync(Tasks::square, Inputs.range(10), 3);
        assertThat(result.thenApply(List::size).toCompletableFuture().get()).isEqualTo(10);
    }

    @Test
    @Case("POOL-03")
    default void starmap_pairs_unpacksEach() throws Exception {
        List<Map.Entry<Integer, Integer>> pairs =
                IntStream.range(0, 100).mapToObj(i -> Map.entry(i, i + 1)).toList();
        List<Integer> expected =
                pairs.stream().map(pair -> pair.getKey() * pair.getValue()).toList();
        TaskBiFunction<Integer, Integer, Integer> multiply = Tasks::multiply;
        assertThat(shared().<Integer, Integer, Integer>starmap(multiply, pairs)).isEqualTo(expected);
        assertThat(shared().<Integer, Integer, Integer>starmap(multiply, pairs, 20))
                .isEqualTo(expected);
        assertThat(shared().<Integer, Integer, Integer>starmapAsync(multiply, pairs)
                        .get())
                .isEqualTo(expected);
        assertThat(shared().<Integer, Integer, Integer>starmapAsync(multiply, pairs, 7)
                        .get())
                .isEqualTo(expected);
    }

    @Test
    @Case("POOL-06")
    default void map_anInputThatThrowsAtOnce_throwsThatVeryException(@TempDir Path folder) {
        Journal journal = Journal.in(folder);
        for (int i = 0; i < 2; i++) {
            SayWhenException when = new SayWhenException();
            assertThatExceptionOfType(SayWhenException.class)
                    .isThrownBy(() -> shared().map(journaled(journal), Inputs.failingAt(0, 10, when)))
                    .isSameAs(when);
        }
        assertThat(journal.lines()).isEmpty();
    }

    @Test
    @Case("POOL-06")
    default void map_anInputThatThrowsInTheMiddle_throwsThatVeryException() {
        SayWhenException when = new SayWhenException();
        assertThatExceptionOfType(SayWhenException.class)
                .isThrownBy(() -> shared().map(Tasks::square, Inputs.failingAt(3, 10, when), 1))
                .isSameAs(when);
        assertThat(shared().map(Tasks::square, Inputs.range(10))).isEqualTo(Inputs.squares(10));
    }

    @Test
    @Case("POOL-15")
    default void map_chunksThatDoNotFit_changesNothing() {
        for (int chunksize : new int[] {1, 6, 40, 50}) {
            assertThat(shared().map(Tasks::square, Inputs.range(40), chunksize)).isEqualTo(Inputs.squares(40));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shared().map(Tasks::square, Inputs.range(40), -1))
                .withMessageContaining("chunksize: -1");
    }

    @Test
    @Case("POOL-17")
    default void map_ofNothing_givesNothingAtOnce() throws Exception {
        List<Integer> none = List.of();
        List<Map.Entry<Integer, Integer>> noPairs = List.of();
        TaskPool pool = pool(1);
        try (pool) {
            assertThat(pool.map(Tasks::square, none)).isEmpty();
            assertThat(pool.map(Tasks::square, () -> none.iterator())).isEmpty();
            assertThat(pool.imap(Tasks::square, none).hasNext()).isFalse();
            assertThat(pool.imap(Tasks::square, none, 3).hasNext()).isFalse();
            assertThat(pool.imapUnordered(Tasks::square, none).hasNext()).isFalse();
            AsyncResult<List<Integer>> result = pool.mapAsync(Tasks::square, none, 1);
            assertThat(result.ready()).isTrue();
            assertThat(result.get()).isEmpty();
            assertThat(pool.<Integer, Integer, Integer>starmap(Tasks::multiply, noPairs))
                    .isEmpty();
            assertThat(pool.<Integer, Integer, Integer>starmapAsync(Tasks::multiply, noPairs)
                            .get())
                    .isEmpty();
            assertThat(pool.mapSettled(Tasks::square, none)).isEmpty();
            assertThatExceptionOfType(java.util.NoSuchElementException.class)
                    .isThrownBy(() -> pool.imap(Tasks::square, none).next());
        }
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    @Case("POOL-17")
    default void mapAsync_ofNothing_callsTheCallbackOnceWithAnEmptyList() throws Exception {
        List<Integer> none = List.of();
        CountDownLatch called = new CountDownLatch(1);
        List<List<Integer>> lists = new ArrayList<>();
        shared().<Integer, Integer>mapAsync(Tasks::square, none, list -> {
                    lists.add(List.copyOf(list));
                    called.countDown();
                })
                .get();
        assertThat(called.await(150, TimeUnit.SECONDS)).isTrue();
        assertThat(lists).containsExactly(none);
    }

    @Test
    @Case("POOL-21")
    default void map_exceptionsWithVeryLongMessages_arriveAndThePoolEnds() {
        TaskFunction<Integer, Integer> refuse = x -> {
            throw new IllegalArgumentException("x".repeat(1 << 20));
        };
        TaskPool pool = pool(2);
        try {
            assertThatExceptionOfType(TaskFailedException.class)
                    .isThrownBy(() -> pool.map(refuse, Inputs.range(2), 1))
                    .havingCause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(cause -> assertThat(cause.getMessage()).hasSize(1 << 20));
        } finally {
            pool.shutdown();
            assertThat(pool.join(Duration.ofSeconds(30))).isTrue();
        }
    }

    @Test
    @Case("POOL-24")
    default void map_nullItems_givesNullResults() {
        assertThat(shared().<Object, Object>map(Tasks::identity, Arrays.asList(null, null)))
                .containsExactly(null, null);
    }

    @Test
    @Case("POOL-26")
    @SuppressWarnings("StreamToIterable") // what may be read once goes in like this
    default void map_anyKindOfInput_isAccepted() {
        Integer[] array = {1, 2, 3};
        List<Integer> expected = List.of(1, 4, 9);
        assertThat(shared().map(Tasks::square, Arrays.asList(array))).isEqualTo(expected);
        assertThat(shared().map(Tasks::square, Stream.of(array)::iterator)).isEqualTo(expected);
        var iterator = List.of(array).iterator();
        assertThat(shared().map(Tasks::square, () -> iterator)).isEqualTo(expected);
        assertThat(shared().map(Tasks::square, new java.util.TreeSet<>(List.of(array))))
                .isEqualTo(expected);
    }

    @Test
    @Case("POOL-26")
    default void map_noInput_isRefusedAtTheCall() {
        assertThatNullPointerException()
                .isThrownBy(() -> shared().map(Tasks::square, null))
                .withMessageContaining("items");
        assertThat(shared().stats().queued()).isZero();
    }

    @Test
    default void map_aSizeThatLies_countsWhatThereIs() {
        assertThat(shared().map(Tasks::square, Inputs.claimingSize(4, Inputs.range(2))))
                .containsExactly(0, 1);
        assertThat(shared().map(Tasks::square, Inputs.claimingSize(2, Inputs.range(4))))
                .containsExactly(0, 1, 4, 9);
        assertThat(shared().map(Tasks::square, Inputs.claimingSize(0, Inputs.range(3))))
                .containsExactly(0, 1, 4);
    }

    @Test
    default void map_oneItemFails_theMessageNamesItsIndex() {
        assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> shared().map(Tasks::squareOfPositive, List.of(1, 2, -3, 4)))
                .withMessageContaining("2")
                .withCauseInstanceOf(NegativeException.class)
                .satisfies(failure -> assertThat(failure.itemIndex()).isEqualTo(2));
    }

    @Test
    default void forEach_items_eachOnce(@TempDir Path folder) {
        Journal journal = Journal.in(folder);
        shared().forEach(journal::note, Inputs.range(20));
        assertThat(journal.lines()).containsExactlyInAnyOrderElementsOf(Inputs.strings(20));
        shared().forEach(journal::note, Inputs.range(20), 6);
        assertThat(journal.lines()).hasSize(40);
    }

    private static TaskFunction<Integer, Integer> journaled(Journal journal) {
        return x -> {
            journal.note(x);
            return x;
        };
    }
}
