package dev.taskpool.internal.schedule;

import static dev.taskpool.internal.schedule.Draft.call;
import static dev.taskpool.internal.schedule.Drill.MILLIS;
import static dev.taskpool.internal.schedule.Drill.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.internal.schedule.Drill.Given;
import dev.taskpool.spi.WorkerExit.Cause;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose turn it is: calls of equal priority one after another, higher priority first. */
class SchedulerTurnsTest {
    /** So long that a worker holds one unit only. */
    private static final long LONG = 2_000 * MILLIS;

    /** The calls of the next units, each given when worker 1 has ended the one before. */
    private static List<Long> turns(Drill pool, int units) {
        var calls = new ArrayList<Long>();
        for (int i = 0; i < units; i++) {
            assertThat(pool.holds(1)).isEqualTo(pool.running(1).unit.count());
            calls.add(pool.running(1).unit.callId());
            pool.succeed(1, LONG);
        }
        return calls;
    }

    @Test
    void callsOfEqualPriority_takeTurnsUnitByUnit() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 4);
        pool.submit(call(2).chunk(5), 15);
        pool.submit(call(3), 2);
        assertThat(turns(pool, 9)).containsExactly(1L, 1L, 2L, 3L, 1L, 2L, 3L, 1L, 2L);
    }

    @Test
    void aSmallCall_doesNotWaitForTheEndOfALargeOne() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 1_000);
        pool.submit(call(2), 1);
        assertThat(turns(pool, 3)).contains(2L);
    }

    @Test
    void aSingleWorkersTurns_areSharedByWorkersOfEqualSpeed() {
        Drill pool = Drill.pool(2);
        pool.submit(call(1), 100);
        pool.submit(call(2), 100);
        var given = new ArrayList<Given>();
        for (int i = 0; i < 20; i++) {
            given.addAll(given(pool.succeed(1 + i % 2, LONG)));
        }
        assertThat(given).filteredOn(unit -> unit.call() == 1).hasSize(10);
    }

    @Test
    void higherPriority_comesFirst_whateverCameEarlier() {
        Drill pool = Drill.starting(1);
        pool.submit(call(1).priority(-1), 2);
        pool.submit(call(2), 2);
        pool.submit(call(3).priority(7), 2);
        pool.ready(1);
        assertThat(turns(pool, 6)).containsExactly(3L, 3L, 2L, 2L, 1L, 1L);
    }

    @Test
    void higherPriorityThatComesLater_getsTheNextTurn() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1), 3);
        pool.submit(call(2).priority(1), 2);
        assertThat(turns(pool, 5)).containsExactly(1L, 2L, 2L, 1L, 1L);
    }

    @Test
    void aCallOfManyPriorities_isNeverLost() {
        Drill pool = Drill.starting(1);
        for (int priority = 0; priority < 40; priority++) {
            pool.submit(call(100 + priority).priority(priority), 1);
        }
        pool.ready(1);
        List<Long> calls = turns(pool, 40);
        assertThat(calls).doesNotHaveDuplicates().startsWith(139L, 138L).endsWith(101L, 100L);
    }

    @Test
    void itemsThatComeBack_goBeforeThoseThatHaveNotBeenOut() {
        Drill pool = Drill.pool(1);
        pool.submit(call(1).chunk(2), 6);
        pool.submit(call(2), 2);
        pool.gone(1, Cause.STOPPED, null);
        assertThat(given(pool.ready(2))).containsExactly(new Given(2, 1, 0, 2));
    }

    @Test
    void idleWorkers_getUnitsBeforeThoseThatHaveSome() {
        Drill pool = Drill.pool(2);
        pool.submit(call(1).single(), 1);
        pool.succeed(1, MILLIS);
        pool.submit(call(2).single(), 1);
        pool.submit(call(3).single(), 1);
        assertThat(List.of(pool.holds(1), pool.holds(2))).containsExactly(1, 1);
    }

    @Test
    void workersWithRoom_getUnitsInTurn() {
        Drill pool = Drill.pool(2);
        pool.submit(call(1).single(), 1);
        pool.succeed(1, MILLIS);
        for (int id = 2; id < 10; id++) {
            pool.submit(call(id).single(), 1);
        }
        assertThat(List.of(pool.holds(1), pool.holds(2))).containsExactly(4, 4);
    }
}
