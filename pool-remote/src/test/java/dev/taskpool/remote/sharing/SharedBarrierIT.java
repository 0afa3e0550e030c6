package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.taskpool.PoolException;
import dev.taskpool.sync.SharedBarrier;
import dev.taskpool.sync.SharedLong;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Case;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A shared barrier lets a number of parties go on together, round for round. */
class SharedBarrierIT extends SharingFixture {
    private static List<Caller<Integer>> waiters(SharedBarrier barrier, int number) {
        List<Caller<Integer>> waiters = IntStream.range(0, number)
                .mapToObj(i -> Caller.of(() -> barrier.await()))
                .toList();
        await().until(() -> barrier.waiting() == number);
        return waiters;
    }

    private static void assertBroken(List<Caller<Integer>> waiters) throws Exception {
        for (Caller<Integer> waiter : waiters) {
            assertThat(waiter.failure()).isInstanceOf(BrokenBarrierException.class);
        }
    }

    @Test
    @Case({"BARR-01", "BARR-03"})
    void parties_goOnTogether_andNeverMixRounds() throws Exception {
        int parties = 5;
        int rounds = 200;
        SharedLong count = manager.longValue(0);
        SharedLong trips = manager.longValue(0);
        SharedBarrier barrier = manager.barrier(parties, () -> trips.getAndAdd(1));
        List<Caller<List<Integer>>> all = IntStream.range(0, parties)
                .mapToObj(party -> Caller.of(() -> pass(barrier, rounds, parties, count, trips)))
                .toList();
        List<List<Integer>> numbers = new ArrayList<>();
        for (Caller<List<Integer>> party : all) {
            numbers.add(party.value());
        }
        for (int round = 0; round < rounds; round++) {
            int at = round;
            assertThat(numbers.stream().map(of -> of.get(at))).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        }
        assertThat(trips.get()).isEqualTo(rounds);
        assertThat(barrier.waiting()).isZero();
        assertThat(barrier.parties()).isEqualTo(parties);
    }

    /** Whoever is let through sees that all had arrived, and that the action had run. */
    private static List<Integer> pass(
            SharedBarrier barrier, int rounds, int parties, SharedLong count, SharedLong trips) throws Exception {
        var numbers = new ArrayList<Integer>();
        for (int round = 1; round <= rounds; round++) {
            count.getAndAdd(1);
            numbers.add(barrier.await());
            assertThat(count.get()).isBetween((long) parties * round, (long) parties * (round + 1) - 1);
            assertThat(trips.get()).isEqualTo(round);
        }
        return numbers;
    }

    @Test
    @Case("BARR-01")
    void aBarrierOfOne_neverWaits() throws Exception {
        SharedBarrier barrier = manager.barrier(1);
        assertThat(barrier.await()).isZero();
        assertThat(barrier.await(Duration.ZERO)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> manager.barrier(0));
    }

    @Test
    @Case("BARR-01")
    void anActionThatThrows_breaksIt() throws Exception {
        SharedBarrier barrier = manager.barrier(2, SharedBarrierIT::fail);
        List<Caller<Integer>> first = waiters(barrier, 1);
        assertThatExceptionOfType(PoolException.class)
                .isThrownBy(barrier::await)
                .withCauseInstanceOf(IllegalStateException.class);
        assertBroken(first);
        assertThat(barrier.isBroken()).isTrue();
    }

    private static void fail() {
        throw new IllegalStateException("the action fails");
    }

    @Test
    @Case("BARR-02")
    void abort_breaksIt_andResetMendsIt() throws Exception {
        SharedBarrier barrier = manager.barrier(5);
        List<Caller<Integer>> waiting = waiters(barrier, 4);
        barrier.abort();
        assertBroken(waiting);
        assertThat(barrier.isBroken()).isTrue();
        assertThatExceptionOfType(BrokenBarrierException.class).isThrownBy(barrier::await);
        assertThatExceptionOfType(BrokenBarrierException.class).isThrownBy(() -> barrier.await(LIMIT));
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
        assertPasses(barrier);
    }

    private static void assertPasses(SharedBarrier barrier) throws Exception {
        List<Caller<Integer>> waiting = waiters(barrier, barrier.parties() - 1);
        assertThat(barrier.await()).isZero();
        for (Caller<Integer> waiter : waiting) {
            assertThat(waiter.value()).isPositive();
        }
    }

    @Test
    @Case("BARR-02")
    void reset_sendsAwayWhoWaits_andItWorksAgain() throws Exception {
        SharedBarrier barrier = manager.barrier(5);
        List<Caller<Integer>> waiting = waiters(barrier, 4);
        barrier.reset();
        assertBroken(waiting);
        assertThat(barrier.isBroken()).isFalse();
        assertThat(barrier.waiting()).isZero();
        assertPasses(barrier);
    }

    @Test
    @Case("BARR-02")
    void aPartyWhoseTimeIsUp_breaksItForAll() throws Exception {
        SharedBarrier barrier = manager.barrier(5);
        List<Caller<Integer>> waiting = waiters(barrier, 3);
        long begun = System.nanoTime();
        assertThatExceptionOfType(BrokenBarrierException.class).isThrownBy(() -> barrier.await(MOMENT));
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(MOMENT.toNanos());
        assertBroken(waiting);
        assertThatExceptionOfType(BrokenBarrierException.class).isThrownBy(barrier::await);
        assertThatIllegalArgumentException().isThrownBy(() -> barrier.await(Duration.ofNanos(-1)));
    }

    @Test
    void anInterruptedParty_breaksItForAll() throws Exception {
        SharedBarrier barrier = manager.barrier(3);
        List<Caller<Integer>> waiting = waiters(barrier, 2);
        waiting.get(0).interrupt();
        assertThat(waiting.get(0).failure()).isInstanceOf(InterruptedException.class);
        assertBroken(waiting.subList(1, 2));
        assertThat(barrier.isBroken()).isTrue();
    }
}
