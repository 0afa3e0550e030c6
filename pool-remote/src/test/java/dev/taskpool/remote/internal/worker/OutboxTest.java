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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class OutboxTest {
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONG_NANOS = TimeUnit.HOURS.toNanos(1);

    private final List<FromWorker> told = new CopyOnWriteArrayList<>();
    private final OutcomeWindow window = new OutcomeWindow();
    private final Outbox outbox = new Outbox(told::add, window);

    private void value(long unit, int offset, int bytes, long lingerNanos) {
        outbox.value(unit, offset, 10 + offset, Items.Encoded.of(new byte[bytes]), System.nanoTime(), lingerNanos);
    }

    @Test
    void value_whenNothingIsLeftToRun_goesAtOnce() {
        value(1, 0, 3, 0);

        assertThat(told).containsExactly(new Outcomes(1, ((Outcomes) told.get(0)).outcomes())); // numbered from 1
        assertThat(((Outcomes) told.get(0)).outcomes()).hasSize(1);
    }

    @Test
    void outcomes_ofSeveralItems_shareRowsWhereTheyFollowEachOther() {
        value(1, 0, 3, LONG_NANOS);
        value(1, 1, 0, LONG_NANOS);
        outbox.fault(new Fault(1, 2, new byte[2], 5, true), LONG_NANOS);
        value(1, 3, 1, LONG_NANOS);
        value(2, 4, 1, LONG_NANOS);
        outbox.flush();

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
            value(1, i, 10_000, LONG_NANOS);
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
            value(1, 0, 1, SOON_NANOS);
            await().until(() -> told.size() == 1);
            value(1, 1, 1, SOON_NANOS);
            await().until(() -> told.size() == 2);
        } finally {
            clock.interrupt();
            clock.join();
        }
    }

    @Test
    void value_thatMayNotWait_takesThoseAlongThatMay() throws InterruptedException {
        var clock = new Thread(outbox);
        clock.start();
        try {
            value(1, 0, 1, LONG_NANOS);
            value(2, 0, 1, SOON_NANOS);
            await().until(() -> told.size() == 1);
        } finally {
            clock.interrupt();
            clock.join();
        }

        assertThat(((Outcomes) told.get(0)).outcomes()).hasSize(2);
    }

    @Test
    void began_comesAfterWhatEndedBefore() {
        value(1, 0, 1, LONG_NANOS);
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
