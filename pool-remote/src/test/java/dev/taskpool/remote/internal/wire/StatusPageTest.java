package dev.taskpool.remote.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.remote.internal.wire.StatusPage.Running;
import dev.taskpool.spi.WorkerEvent.Stage;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class StatusPageTest {
    private final ByteBuffer memory = ByteBuffer.allocateDirect(StatusPage.BYTES);
    private final StatusPage child = new StatusPage(memory);
    private final StatusPage parent = new StatusPage(memory);

    @Test
    void running_ofNewPage_isNothing() {
        assertThat(parent.running()).isNull();
    }

    @Test
    void begin_advance_idle_areSeenByTheParent() throws InterruptedException {
        long before = System.nanoTime();
        child.begin(7, 1_000_000, Stage.READING_ITEM);

        Running reading = parent.running();
        assertThat(reading).isNotNull();
        assertThat(reading.unitId()).isEqualTo(7);
        assertThat(reading.offset()).isEqualTo(1_000_000);
        assertThat(reading.stage()).isEqualTo(Stage.READING_ITEM);
        assertThat(reading.startedNanos()).isBetween(before, System.nanoTime());

        child.advance(7, 1_000_000, Stage.RUNNING);
        assertThat(parent.running()).isEqualTo(new Running(7, 1_000_000, Stage.RUNNING, reading.startedNanos()));

        child.idle();
        assertThat(parent.running()).isNull();
    }

    @Test
    void running_whileTheChildNotes_isNeverTorn() throws Exception {
        var stop = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (long i = 1; !stop.get(); i++) {
                begin(i, (int) (i & 0xFFFFFF), Stage.RUNNING);
            }
        });
        try {
            long seen = 0;
            for (long last = 0; seen < 20_000 && !writer.isDone(); ) {
                Running running = parent.running();
                if (running != null) {
                    assertThat(running.offset()).isEqualTo((int) (running.unitId() & 0xFFFFFF));
                    assertThat(running.unitId()).isGreaterThanOrEqualTo(last);
                    last = running.unitId();
                    seen++;
                }
            }
            assertThat(seen).isEqualTo(20_000);
        } finally {
            stop.set(true);
            writer.get(150, TimeUnit.SECONDS);
        }
    }

    @Test
    void hold_thenNothingRunning_meansThatNothingRunsUntilRelease() throws Exception {
        var stop = new AtomicBoolean();
        var entered = new AtomicLong();
        var inside = new AtomicLong();
        CompletableFuture<Void> user = CompletableFuture.runAsync(() -> {
            for (long i = 1; !stop.get(); i++) {
                begin(i, 0, Stage.RUNNING);
                entered.set(i);
                inside.set(i);
                inside.set(0);
                child.idle();
            }
        });
        try {
            int held = 0;
            while (held < 200 && !user.isDone()) {
                parent.hold();
                Running running = parent.running();
                if (running == null) {
                    assertThat(inside.get()).isZero();
                    long before = entered.get();
                    TimeUnit.MICROSECONDS.sleep(100); // time in which the child would do wrong
                    assertThat(entered.get()).isEqualTo(before);
                    held++;
                } else {
                    TimeUnit.MICROSECONDS.sleep(100);
                    assertThat(entered.get()).isLessThanOrEqualTo(running.unitId());
                }
                parent.release();
            }
            assertThat(held).isEqualTo(200);
        } finally {
            parent.release();
            stop.set(true);
            user.get(150, TimeUnit.SECONDS);
        }
    }

    @Test
    void begin_whileHeld_waitsAndShowsNothing() throws Exception {
        parent.hold();
        CompletableFuture<Void> begun = CompletableFuture.runAsync(() -> begin(3, 4, Stage.READING_FUNCTION));
        while (parent.running() != null || !childWaits()) {
            Thread.onSpinWait();
        }
        assertThat(begun).isNotDone();

        parent.release();
        begun.get(150, TimeUnit.SECONDS);
        Running running = parent.running();
        assertThat(running).isNotNull();
        assertThat(running.stage()).isEqualTo(Stage.READING_FUNCTION);
    }

    /** The unit is written even for an item that is held. */
    private boolean childWaits() {
        return memory.order(java.nio.ByteOrder.nativeOrder()).getLong(8) == 3;
    }

    private void begin(long unitId, int offset, Stage stage) {
        try {
            child.begin(unitId, offset, stage);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
