package dev.taskpool.remote.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.FromWorker.Fault;
import dev.taskpool.remote.internal.wire.FromWorker.Outcomes;
import dev.taskpool.remote.internal.wire.FromWorker.Values;
import dev.taskpool.remote.internal.wire.Wire;
import dev.taskpool.spi.Items;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class OutboxTest {
    private final List<FromWorker> told = new CopyOnWriteArrayList<>();
    private final OutcomeWindow window = new OutcomeWindow();
    private final Outbox outbox = new Outbox(told::add, window);

    private void value(long unit, int offset, int bytes, boolean more) {
        outbox.value(unit, offset, 10 + offset, new byte[bytes], 0, bytes, more);
    }

    @Test
    void value_whenNothingIsLeftToRun_goesAtOnce() {
        value(1, 0, 3, false);

        assertThat(told).containsExactly(new Outcomes(1, ((Outcomes) told.get(0)).outcomes())); // numbered from 1
        assertThat(((Outcomes) told.get(0)).outcomes()).hasSize(1);
    }

    @Test
    void outcomes_ofSeveralItems_shareRowsWhereTheyFollowEachOther() {
        synchronized (outbox) { // or time could run out in between
            value(1, 0, 3, true);
            value(1, 1, 0, true);
            outbox.fault(new Fault(1, 2, new byte[2], 5, true), true);
            value(1, 3, 1, true);
            value(2, 4, 1, true);
            outbox.flush();
        }

        assertThat(told.stream()
                        .mapToInt(it -> ((Outcomes) it).outcomes().size())
                        .sum())
                .isEqualTo(4);
        Values first = (Values) ((Outcomes) told.get(0)).outcomes().get(0);
        assertThat(first.results()).isEqualTo(new Items.Encoded(new byte[3], new int[] {3, 3}, 0, 2));
        assertThat(first.elapsedNanos()).containsExactly(10, 11);
    }

    @Test
    void messages_areNumberedAndBoundedInBytes() {
        for (int i = 0; i < 100; i++) {
            value(1, i, 10_000, true);
        }
        outbox.flush();

        assertThat(told).hasSizeGreaterThanOrEqualTo(8);
        int offset = 0;
        for (int i = 0; i < told.size(); i++) {
            var message = (Outcomes) told.get(i);
            assertThat(message.number()).isEqualTo(i + 1);
            Values row = (Values) message.outcomes().get(0);
            assertThat(row.offset()).isEqualTo(offset);
            assertThat(row.results().bytes()).isLessThanOrEqualTo(Wire.MESSAGE_BYTES);
            offset += row.results().size();
        }
        assertThat(offset).isEqualTo(100);
    }

    @Test
    void value_whileALongItemRuns_goesSoon() throws InterruptedException {
        var clock = new Thread(outbox);
        clock.start();
        try {
            value(1, 0, 1, true);
            await().until(() -> told.size() == 1);
            value(1, 1, 1, true);
            await().until(() -> told.size() == 2);
        } finally {
            clock.interrupt();
            clock.join();
        }
    }

    @Test
    void began_comesAfterWhatEndedBefore() {
        value(1, 0, 1, true);
        outbox.began(1, 1);

        assertThat(told).hasSize(2);
        assertThat(told.get(1)).isEqualTo(new FromWorker.Began(1, 1));
    }

    @Test
    void flush_ofNothing_tellsNothing() {
        outbox.flush();

        assertThat(told).isEmpty();
    }
}
