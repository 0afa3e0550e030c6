package dev.taskpool.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is asked to give back, and how many workers are looked at for that. */
class HoardsTest {
    private static final long NOW = 1_000_000_000;
    private static final long ITEM_NANOS = 1_000_000;

    private final Crew crew = new Crew(10_000, Drill.recycling(0));
    private final Hoards hoards = crew.hoards();
    private final Call call = new Call(Draft.call(1).chunk(1).spec());
    private long lastUnit;

    private Worker worker(int units, long itemNanos) {
        Worker worker = crew.hire();
        crew.ready(worker);
        worker.lastProgressNanos = NOW;
        for (int i = 0; i < units; i++) {
            var range = new Range((int) lastUnit, (int) lastUnit + 1, Tries.NONE);
            crew.give(worker, new Unit(++lastUnit, call, worker, range, itemNanos));
        }
        return worker;
    }

    private void endFirst(Worker worker) {
        Unit first = worker.first();
        first.done++;
        crew.ended(first, 1);
    }

    @Test
    void fullest_comesFirst_thenTheOthers() {
        Worker some = worker(5, ITEM_NANOS);
        Worker most = worker(9, ITEM_NANOS);
        worker(1, ITEM_NANOS);
        assertThat(hoards.pollFullest(NOW)).isSameAs(most);
        assertThat(hoards.pollFullest(NOW)).isSameAs(some);
        assertThat(hoards.pollFullest(NOW)).isNull();
        assertThat(hoards.againNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void fullest_whenOthersHaveBecomeFuller_isAnother() {
        Worker first = worker(4, ITEM_NANOS);
        Worker second = worker(3, ITEM_NANOS);
        Worker third = worker(2, ITEM_NANOS);
        crew.ask(third);
        crew.answered(third, false);
        endFirst(first);
        endFirst(first);
        assertThat(hoards.pollFullest(NOW)).isSameAs(second);
    }

    @Test
    void little_isLeftWhereItIs_untilItsWorkerSeemsStuck() {
        Worker worker = worker(3, 1_000);
        assertThat(hoards.pollFullest(NOW)).isNull();
        long later = hoards.againNanos();
        assertThat(later).isGreaterThan(NOW).isLessThan(Long.MAX_VALUE);
        assertThat(hoards.pollFullest(later - 1)).isNull();
        worker.lastProgressNanos = NOW + 1;
        assertThat(hoards.pollFullest(later))
                .as("it has brought an outcome since")
                .isNull();
        assertThat(hoards.pollFullest(later + 1)).isSameAs(worker);
    }

    @Test
    void worker_withNothingToGive_isOfferedAgainAfterItsNextOutcome() {
        Worker worker = worker(3, ITEM_NANOS);
        crew.ask(worker);
        crew.answered(worker, true);
        assertThat(hoards.pollFullest(NOW)).isNull();
        endFirst(worker);
        assertThat(hoards.pollFullest(NOW)).isSameAs(worker);
    }

    @Test
    void worker_thatLeaves_isOfferedNoMore() {
        Worker leaving = worker(3, ITEM_NANOS);
        Worker gone = worker(3, ITEM_NANOS);
        crew.leave(leaving);
        crew.remove(gone);
        assertThat(hoards.pollFullest(NOW)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 10_000})
    void steps_forEachEvent_areAsManyWhateverTheNumberOfWorkers(int workers) {
        int units = 10;
        List<Worker> all = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            all.add(worker(units, ITEM_NANOS));
        }
        Deque<Worker> running = new ArrayDeque<>(all);
        int events = 0;
        while (!running.isEmpty()) { // each in turn brings an outcome, and somebody is idle all the time
            Worker next = running.removeFirst();
            endFirst(next);
            events++;
            if (!next.idle()) {
                running.addLast(next);
            }
            Worker asked = hoards.pollFullest(NOW);
            if (asked != null) {
                crew.ask(asked);
                crew.answered(asked, false);
            }
        }
        assertThat(events).isEqualTo(units * workers);
        assertThat(hoards.steps()).isLessThan(6L * events);
    }
}
