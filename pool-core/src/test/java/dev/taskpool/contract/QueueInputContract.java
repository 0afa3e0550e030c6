package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.taskpool.AsyncResult;
import dev.taskpool.Outcome;
import dev.taskpool.PoolException;
import dev.taskpool.PoolStats;
import dev.taskpool.ResultIterator;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls over many items in a pool that accepts only so much ahead of its work. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public interface QueueInputContract extends QueueFixture {
    @Test
    default void map_largerThanTheQueue_finishesWithinTheLimit() {
        try (TaskPool pool = limited(2, "max-items = 7")) {
            for (int chunksize : new int[] {1, 3, 7}) {
                assertThat(pool.map(Tasks::square, watched(pool, 200, 7), chunksize))
                        .isEqualTo(Inputs.squares(200));
            }
            assertThat(pool.map(Tasks::square, watched(pool, 200, 7))).isEqualTo(Inputs.squares(200));
            assertThat(pool.map(Tasks::square, Inputs.range(200), 50))
                    .as("chunks larger than the queue")
                    .isEqualTo(Inputs.squares(200));
            assertThat(pool.mapSettled(Tasks::squareOfPositive, List.of(-1, 2, -3, 4, -5, 6, -7, 8, -9, 10)))
                    .extracting(Outcome::isSuccess)
                    .containsExactly(false, true, false, true, false, true, false, true, false, true);
        }
    }

    @Test
    default void map_largerThanTheQueueInFixedChunks_finishes() {
        String fixed = "chunking = fixed, queue.max-items = 5";
        try (TaskPool pool = configured(fixed).workers(2).build()) {
            for (int count : new int[] {3, 30, 100}) {
                assertThat(pool.map(Tasks::square, Inputs.range(count))).isEqualTo(Inputs.squares(count));
            }
        }
    }

    @Test
    default void map_severalAtOnceInHalfFilledQueues_allFinish() throws Exception {
        try (TaskPool pool = limited(2, "max-items = 7")) {
            List<Caller<List<Integer>>> callers = new ArrayList<>();
            for (int chunksize : new int[] {1, 4, 5, 6, 12}) {
                callers.add(Caller.of(() -> pool.map(Tasks::square, Inputs.range(120), chunksize)));
            }
            for (Caller<List<Integer>> caller : callers) {
                assertThat(caller.value()).isEqualTo(Inputs.squares(120));
            }
        }
    }

    @Test
    default void map_oneItemFailsWhileTheRestWaits_fails(@TempDir Path folder) throws Exception {
        Journal journal = Journal.in(folder);
        AtomicInteger read = new AtomicInteger();
        try (TaskPool pool = limited(2, "max-items = 4")) {
            Caller<List<Integer>> caller = Caller.of(() -> pool.map(
                    x -> {
                        journal.note(x);
                        return Tasks.squareOfPositive(-1);
                    },
                    Inputs.endless(read),
                    1));
            assertThat(caller.failure()).isInstanceOf(TaskFailedException.class);
            assertThat(pool.map(Tasks::square, Inputs.range(10))).isEqualTo(Inputs.squares(10));
        }
    }

    @Test
    default void map_rejectingAndTooLarge_isRefusedAsAWhole(@TempDir Path folder) {
        Gate gate = Gate.in(folder);
        Journal journal = Journal.in(folder);
        AtomicInteger read = new AtomicInteger();
        try (TaskPool pool = limited(1, "max-items = 5, when-full = reject")) {
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> pool.forEach(journal::note, Inputs.endless(read)))
                    .withMessageContaining("taskpool.queue.max-items = 5");
            assertThat(read.get()).as("items read").isLessThanOrEqualTo(6);
            assertThat(pool.map(Tasks::square, Inputs.range(5), 2)).isEqualTo(Inputs.squares(5));
            assertThat(pool.map(Tasks::square, Inputs.range(8), 8))
                    .as("one chunk that is larger than the queue")
                    .isEqualTo(Inputs.squares(8));
            List<AsyncResult<Integer>> accepted = gated(pool, gate, 2);
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> pool.forEach(journal::note, Inputs.range(4), 1))
                    .withMessageContaining("2 items");
            AsyncResult<List<Integer>> fits = pool.mapAsync(Tasks::square, Inputs.range(3), 1);
            gate.open();
            assertThat(fits.join()).isEqualTo(Inputs.squares(3));
            assertThat(accepted.stream().map(AsyncResult::join)).containsExactly(0, 1);
        }
        assertThat(journal.lines()).as("items of refused calls that ran").isEmpty();
    }

    @Test
    default void imap_withALookaheadBeyondTheLimit_givesEverythingWithinIt() {
        for (String policy : List.of("block", "notify")) {
            String settings = "imap.lookahead = 100, queue { max-items = 6, when-full = " + policy + " }";
            try (TaskPool pool = configured(settings).workers(2).build()) {
                for (int chunksize : new int[] {1, 3, 10}) {
                    Iterable<Integer> input = chunksize > 6 ? Inputs.range(120) : watched(pool, 120, 6);
                    List<Integer> ordered = new ArrayList<>();
                    pool.<Integer, Integer>imap(Tasks::square, input, chunksize).forEachRemaining(ordered::add);
                    assertThat(ordered).isEqualTo(Inputs.squares(120));
                    List<Integer> unordered = new ArrayList<>();
                    pool.<Integer, Integer>imapUnordered(Tasks::square, input, chunksize)
                            .forEachRemaining(unordered::add);
                    assertThat(unordered).containsExactlyInAnyOrderElementsOf(Inputs.squares(120));
                }
                List<Integer> chunked = new ArrayList<>();
                pool.<Integer, Integer>imap(Tasks::square, watched(pool, 120, 6))
                        .forEachRemaining(chunked::add);
                assertThat(chunked).isEqualTo(Inputs.squares(120));
            }
        }
    }

    @Test
    default void imap_theQueueIsFullOfOtherWork_waitsForItsFirstItems(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        try (TaskPool pool = limited(1, "max-items = 2")) {
            gated(pool, gate, 2);
            Caller<ResultIterator<Integer>> imap =
                    Caller.of(() -> pool.<Integer, Integer>imap(Tasks::square, Inputs.range(10), 1));
            imap.awaitFullQueue();
            gate.open();
            List<Integer> values = new ArrayList<>();
            imap.value().forEachRemaining(values::add);
            assertThat(values).isEqualTo(Inputs.squares(10));
        }
    }

    @Test
    default void imap_itemsHeldBackByOtherWork_areStillToCome(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        try (TaskPool pool = configured("imap.lookahead = 1, queue.max-items = 2")
                        .workers(1)
                        .build();
                ResultIterator<Integer> results = pool.imap(Tasks::square, Inputs.range(3), 1)) {
            holdBack(pool, gate, results);
            assertThat(results.hasNext()).isTrue();
            assertThatExceptionOfType(PoolException.class)
                    .isThrownBy(() -> results.next(Duration.ZERO))
                    .withCauseInstanceOf(TimeoutException.class);
            assertThatExceptionOfType(PoolException.class)
                    .isThrownBy(() -> results.next(Duration.ofMillis(100)))
                    .withCauseInstanceOf(TimeoutException.class);
            Caller<Integer> next = Caller.of(results::next);
            next.awaitFullQueue();
            gate.open();
            assertThat(next.value()).isEqualTo(1);
            assertThat(results.next()).isEqualTo(4);
            assertThat(results.hasNext()).isFalse();
        }
    }

    @Test
    default void imap_itemsHeldBackAndRejecting_saysSoUntilThereIsRoom(@TempDir Path folder) {
        Gate gate = Gate.in(folder);
        String settings = "imap.lookahead = 1, queue { max-items = 2, when-full = reject }";
        try (TaskPool pool = configured(settings).workers(1).build();
                ResultIterator<Integer> results = pool.imap(Tasks::square, Inputs.range(3), 1)) {
            List<AsyncResult<Integer>> others = holdBack(pool, gate, results);
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(RejectedExecutionException.class)
                        .isThrownBy(results::next)
                        .withMessageContaining("taskpool.queue.max-items = 2");
            }
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> pool.imap(Tasks::square, Inputs.range(3)));
            gate.open();
            assertThat(others.stream().map(AsyncResult::join)).containsExactly(0, 0);
            assertThat(results.next()).isEqualTo(1);
            assertThat(results.next()).isEqualTo(4);
        }
    }

    @Test
    default void shutdown_withItemsHeldBack_refusesThem(@TempDir Path folder) {
        Gate gate = Gate.in(folder);
        try (TaskPool pool = configured("imap.lookahead = 1, queue.max-items = 2")
                        .workers(1)
                        .build();
                ResultIterator<Integer> results = pool.imap(Tasks::square, Inputs.range(3), 1)) {
            holdBack(pool, gate, results);
            pool.shutdown();
            gate.open();
            assertThat(pool.join(Duration.ofSeconds(150))).isTrue();
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(results::next);
            assertThat(results.hasNext()).isFalse();
        }
    }

    /** Fills the queue once the first result is there, and takes it: the second item finds no room. */
    private List<AsyncResult<Integer>> holdBack(TaskPool pool, Gate gate, ResultIterator<Integer> results) {
        await().until(() -> pool.stats().completed() == 1);
        List<AsyncResult<Integer>> others = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            await().ignoreExceptionsInstanceOf(RejectedExecutionException.class)
                    .until(() -> others.addAll(gated(pool, gate, 1)));
        }
        assertThat(results.next()).isZero();
        return others;
    }

    /** The numbers from 0, as long as no more than the limit is with the pool when one is read. */
    private static Iterable<Integer> watched(TaskPool pool, int end, int limit) {
        return () -> {
            Iterator<Integer> numbers = Inputs.range(end).iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return numbers.hasNext();
                }

                @Override
                public Integer next() {
                    PoolStats stats = pool.stats();
                    assertThat(stats.queued() + stats.running())
                            .as("items with the pool")
                            .isLessThanOrEqualTo(limit);
                    return numbers.next();
                }
            };
        };
    }
}
