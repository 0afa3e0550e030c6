package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.taskpool.PoolException;
import dev.taskpool.ResultIterator;
import dev.taskpool.TaskFailedException;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.NegativeException;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.SayWhenException;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results one by one. */
public interface ImapContract extends PoolFixture {
    @Test
    @Case("POOL-14")
    default void imap_aChunksizeBelowOne_isRefusedAtTheCall() {
        for (int chunksize : new int[] {0, -1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> shared().imap(Tasks::square, Inputs.range(3), chunksize))
                    .withMessageContaining("chunksize: " + chunksize);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> shared().imapUnordered(Tasks::square, Inputs.range(3), chunksize))
                    .withMessageContaining("chunksize: " + chunksize);
        }
    }

    @Test
    @Case("POOL-44")
    default void imap_items_givesResultsInOrderAndThenEnds() {
        ResultIterator<Integer> results = shared().imap(Tasks::square, Inputs.range(10));
        for (int i = 0; i < 10; i++) {
            assertThat(results.hasNext()).isTrue();
            assertThat(results.next()).isEqualTo(i * i);
        }
        assertThat(results.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(results::next);
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> results.next(Duration.ofSeconds(1)));
    }

    @Test
    @Case("POOL-44")
    default void imap_manyItemsInChunks_givesAllInOrder() {
        assertThat(all(shared().imap(Tasks::square, Inputs.range(1000), 100))).isEqualTo(Inputs.squares(1000));
        assertThat(all(shared().imap(Tasks::square, Inputs.range(1000)))).isEqualTo(Inputs.squares(1000));
    }

    @Test
    @Case("POOL-45")
    default void imapUnordered_items_givesTheSameResultsInAnyOrder() {
        assertThat(all(shared().imapUnordered(Tasks::square, Inputs.range(10))))
                .containsExactlyInAnyOrderElementsOf(Inputs.squares(10));
        assertThat(all(shared().imapUnordered(Tasks::square, Inputs.range(1000), 100)))
                .containsExactlyInAnyOrderElementsOf(Inputs.squares(1000));
    }

    @Test
    @Case("POOL-45")
    default void imapUnordered_items_comeAsTheyFinish(@TempDir Path folder) {
        Gate gate = Gate.in(folder);
        try (ResultIterator<Integer> results = shared().imapUnordered(
                        x -> {
                            if (x == 0) {
                                gate.await();
                            }
                            return x;
                        },
                        Inputs.range(4),
                        1)) {
            List<Integer> first = List.of(results.next(), results.next(), results.next());
            assertThat(first).containsExactlyInAnyOrder(1, 2, 3);
            gate.open();
            assertThat(results.next()).isZero();
            assertThat(results.hasNext()).isFalse();
        }
    }

    @Test
    default void imap_anEarlyItemIsLate_laterResultsWaitForIt(@TempDir Path folder) {
        Gate gate = Gate.in(folder);
        try (ResultIterator<Integer> results = shared().imap(
                        x -> {
                            if (x == 0) {
                                gate.await();
                            }
                            if (x == 3) {
                                gate.open();
                            }
                            return x;
                        },
                        Inputs.range(4),
                        1)) {
            assertThat(all(results)).containsExactly(0, 1, 2, 3);
        }
    }

    @Test
    @Case("POOL-46")
    default void imap_anInputThatThrowsAtOnce_throwsItFromTheFirstNext() {
        for (int i = 0; i < 2; i++) {
            SayWhenException when = new SayWhenException();
            ResultIterator<Integer> results = shared().imap(Tasks::square, Inputs.failingAt(0, 10, when), 1);
            assertThatExceptionOfType(SayWhenException.class)
                    .isThrownBy(results::next)
                    .isSameAs(when);
            assertThat(results.hasNext()).isFalse();
        }
    }

    @Test
    @Case("POOL-46")
    default void imap_anInputThatThrowsInTheMiddle_throwsItAfterTheResultsBeforeIt() {
        for (int chunksize : new int[] {1, 2, 5}) {
            SayWhenException when = new SayWhenException();
            ResultIterator<Integer> results = shared().imap(Tasks::square, Inputs.failingAt(3, 10, when), chunksize);
            assertThat(List.of(results.next(), results.next(), results.next())).containsExactly(0, 1, 4);
            assertThatExceptionOfType(SayWhenException.class)
                    .isThrownBy(results::next)
                    .isSameAs(when);
            assertThat(results.hasNext()).isFalse();
        }
    }

    @Test
    @Case("POOL-48")
    default void imapUnordered_anInputThatThrows_givesOnlyWhatWasReadAndThenThrowsIt() {
        for (int at : new int[] {0, 3, 7}) {
            ResultIterator<Integer> results =
                    shared().imapUnordered(Tasks::square, Inputs.failingAt(at, 10, new SayWhenException()), 1);
            List<Integer> values = new ArrayList<>();
            assertThatExceptionOfType(SayWhenException.class).isThrownBy(() -> {
                while (true) {
                    values.add(results.next());
                }
            });
            assertThat(values).doesNotHaveDuplicates().isSubsetOf(Inputs.squares(at));
            assertThat(results.hasNext()).isFalse();
        }
        assertThat(shared().map(Tasks::square, Inputs.range(10))).isEqualTo(Inputs.squares(10));
    }

    @Test
    @Case({"POOL-49", "EXEC-03"})
    default void imap_anItemFails_itsNextThrowsAndTheIterationGoesOn() {
        for (int chunksize : new int[] {1, 3, 10}) {
            ResultIterator<Integer> results =
                    shared().imap(Tasks::squareOfPositive, List.of(0, 1, -2, 3, 4), chunksize);
            assertThat(results.next()).isZero();
            assertThat(results.next()).isEqualTo(1);
            assertThat(results.hasNext()).isTrue();
            assertThatExceptionOfType(TaskFailedException.class)
                    .isThrownBy(results::next)
                    .withCauseInstanceOf(NegativeException.class)
                    .satisfies(failure -> assertThat(failure.itemIndex()).isEqualTo(2));
            assertThat(results.next()).isEqualTo(9);
            assertThat(results.next()).isEqualTo(16);
            assertThat(results.hasNext()).isFalse();
        }
    }

    @Test
    @Case("POOL-49")
    default void imapUnordered_anItemFails_isOneArrivalAmongTheOthers() {
        for (int chunksize : new int[] {1, 3}) {
            ResultIterator<Integer> results =
                    shared().imapUnordered(Tasks::squareOfPositive, List.of(0, 1, -2, 3, 4), chunksize);
            List<Integer> values = new ArrayList<>();
            int failures = 0;
            while (results.hasNext()) {
                try {
                    values.add(results.next());
                } catch (TaskFailedException e) {
                    failures++;
                }
            }
            assertThat(values).containsExactlyInAnyOrder(0, 1, 9, 16);
            assertThat(failures).isEqualTo(1);
        }
    }

    @Test
    @Case("POOL-51")
    default void next_withATimeoutThatPasses_losesNothing(@TempDir Path folder) {
        for (int chunksize : new int[] {1, 3}) {
            Gate gate = Gate.in(folder);
            ResultIterator<Integer> results = shared().imap(
                            x -> {
                                gate.await();
                                return x;
                            },
                            Inputs.range(4),
                            chunksize);
            for (Duration timeout : List.of(Duration.ofMillis(100), Duration.ZERO, Duration.ofMillis(-1))) {
                assertThatExceptionOfType(PoolException.class)
                        .isThrownBy(() -> results.next(timeout))
                        .withCauseInstanceOf(TimeoutException.class);
            }
            gate.open();
            assertThat(results.next(Duration.ofSeconds(150))).isZero();
            assertThat(results.next(Duration.ofSeconds(150))).isEqualTo(1);
            assertThat(all(results)).containsExactly(2, 3);
        }
    }

    @Test
    default void iterator_isTheIteratorItself_forUseInAForLoop() {
        List<Integer> values = new ArrayList<>();
        ResultIterator<Integer> results = shared().imap(Tasks::square, Inputs.range(5));
        assertThat(results.iterator()).isSameAs(results);
        for (int value : results) {
            values.add(value);
        }
        assertThat(values).isEqualTo(Inputs.squares(5));
    }

    @Test
    default void stream_ofResults_isOrderedAndClosesTheIterator() {
        ResultIterator<Integer> results = shared().imap(Tasks::square, Inputs.range(100), 1);
        try (Stream<Integer> stream = results.stream()) {
            assertThat(stream.limit(3)).containsExactly(0, 1, 4);
        }
        assertThat(results.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(results::next);
    }

    private static <R> List<R> all(ResultIterator<R> results) {
        List<R> values = new ArrayList<>();
        results.forEachRemaining(values::add);
        return values;
    }
}
