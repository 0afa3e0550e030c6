package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.remote.internal.host.ItemWatch.Decision;
import dev.taskpool.remote.internal.wire.StatusPage;
import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerEvent.Stage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class ItemWatchTest {
    private static final long LIMIT = 1_000_000_000;
    private static final long GRACE = 500_000_000;
    private static final Doom TIME_LIMIT = Doom.timeLimit(new Blame(1, 0, Stage.RUNNING));
    private static final Doom CANCELLED = Doom.cancelled(new Blame(1, 0, Stage.RUNNING));
    private static final Decision NOTHING = new Decision.Wait(OptionalLong.empty());

    private final StatusPage page = new StatusPage(ByteBuffer.allocateDirect(StatusPage.BYTES));
    private final InFlight inFlight = new InFlight();
    private final ItemWatch strict = new ItemWatch(page, inFlight, Duration.ZERO);
    private final ItemWatch gentle = new ItemWatch(page, inFlight, Duration.ofNanos(GRACE));

    private long begin(long unitId, int offset) throws InterruptedException {
        page.begin(unitId, offset, Stage.RUNNING);
        return page.running().startedNanos();
    }

    /** Whether an item could be begun at once. */
    private boolean isHeld() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var child = new Thread(() -> {
            try {
                page.begin(99, 0, Stage.RUNNING);
                begun.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        child.start();
        await().atMost(150, TimeUnit.SECONDS).until(() -> begun.getCount() == 0 || sleeps(child));
        boolean held = begun.getCount() != 0;
        child.interrupt();
        child.join();
        return held;
    }

    /** Nothing but the hold makes it sleep. */
    private static boolean sleeps(Thread child) {
        return child.getState() == Thread.State.TIMED_WAITING;
    }

    @Test
    void look_atNothingLimited_asksForNoOther() throws InterruptedException {
        inFlight.add(Units.unit(1, Units.call(1), 1));
        begin(1, 0);

        assertThat(strict.look(System.nanoTime())).isEqualTo(new Decision.Wait(OptionalLong.empty()));
        assertThat(isHeld()).isFalse();
    }

    @Test
    void look_beforeTheLimit_comesBackWhenItPasses() throws InterruptedException {
        inFlight.add(Units.unit(1, Units.call(1, false, LIMIT), 5));
        long started = begin(1, 0);

        assertThat(strict.look(started + LIMIT - 10)).isEqualTo(new Decision.Wait(OptionalLong.of(started + LIMIT)));
        assertThat(isHeld()).isFalse();
    }

    @Test
    void look_whileNothingRuns_comesBackAfterTheShortestLimit() {
        inFlight.add(Units.unit(1, Units.call(1, false, LIMIT), 5));
        inFlight.add(Units.unit(2, Units.call(2, false, LIMIT / 2), 5));

        assertThat(strict.look(7)).isEqualTo(new Decision.Wait(OptionalLong.of(7 + LIMIT / 2)));
    }

    @Test
    void look_afterTheLimit_stopsForThatItemAndHolds() throws InterruptedException {
        inFlight.add(Units.unit(1, Units.call(1, false, LIMIT), 5));
        inFlight.accept(1, 0, 3);
        long started = begin(1, 3);

        assertThat(strict.look(started + LIMIT))
                .isEqualTo(new Decision.Stop(Doom.timeLimit(new Blame(1, 3, Stage.RUNNING))));
        assertThat(isHeld()).isTrue();
    }

    @Test
    void look_atAnItemWhoseOutcomeHasCome_doesNotStop() throws InterruptedException {
        inFlight.add(Units.unit(1, Units.call(1, false, LIMIT), 5));
        long started = begin(1, 0);
        inFlight.accept(1, 0, 1);

        assertThat(strict.look(started + 2 * LIMIT)).isInstanceOf(Decision.Wait.class);
    }

    @Test
    void look_atAnUnlimitedItemBesideALimitedUnit_doesNotStop() throws InterruptedException {
        inFlight.add(Units.unit(1, Units.call(1), 1));
        inFlight.add(Units.unit(2, Units.call(2, false, LIMIT), 1));
        long started = begin(1, 0);

        long now = started + 100 * LIMIT;
        assertThat(strict.look(now)).isEqualTo(new Decision.Wait(OptionalLong.of(now + LIMIT)));
    }

    @Test
    void look_withGrace_interruptsFirstAndStopsAfterIt() throws InterruptedException {
        inFlight.add(Units.unit(1, Units.call(1, false, LIMIT), 5));
        long now = begin(1, 0) + LIMIT;

        assertThat(gentle.look(now)).isEqualTo(new Decision.Interrupt(1, 0, now + GRACE));
        assertThat(gentle.doomOf(1, 0)).isEqualTo(TIME_LIMIT);
        assertThat(gentle.look(now + 1)).isEqualTo(new Decision.Wait(OptionalLong.of(now + GRACE)));
        assertThat(gentle.look(now + GRACE)).isEqualTo(new Decision.Stop(TIME_LIMIT));
    }

    @Test
    void accepted_ofTheInterruptedItem_letsTheChildGoOn() throws InterruptedException {
        inFlight.add(Units.unit(1, Units.call(1, false, LIMIT), 5));
        long now = begin(1, 0) + LIMIT;
        gentle.look(now);
        page.idle();
        assertThat(isHeld()).as("until it is known how the item ended").isTrue();

        gentle.accepted(1, 0, inFlight.accept(1, 0, 1));

        assertThat(isHeld()).isFalse();
        assertThat(gentle.doomOf(1, 0)).isNull();
    }

    @Test
    void look_afterTheInterruptedItemHasEnded_keepsTheChildHeldForItsOutcome() throws InterruptedException {
        inFlight.add(Units.unit(1, Units.call(1, false, LIMIT), 5));
        long now = begin(1, 0) + LIMIT;
        gentle.look(now);
        page.idle();

        assertThat(gentle.look(now + GRACE)).isEqualTo(NOTHING);
        assertThat(gentle.cancel(9, now + GRACE)).isEqualTo(NOTHING);
        assertThat(isHeld()).isTrue();
    }

    @Test
    void cancel_ofACall_findsWhatRunsAndHolds() throws InterruptedException {
        inFlight.add(Units.unit(1, Units.call(7), 5));
        begin(1, 0);

        assertThat(strict.cancel(8, 0)).isEqualTo(NOTHING);
        assertThat(isHeld()).isFalse();
        begin(1, 0);
        assertThat(strict.cancel(7, 0)).isEqualTo(new Decision.Stop(CANCELLED));
        assertThat(isHeld()).isTrue();
    }

    @Test
    void cancel_withGrace_interruptsFirstAndStopsAfterIt() throws InterruptedException {
        inFlight.add(Units.unit(1, Units.call(7), 5));
        long now = begin(1, 0);

        assertThat(gentle.cancel(7, now)).isEqualTo(new Decision.Interrupt(1, 0, now + GRACE));
        assertThat(gentle.cancel(7, now + 1)).as("once").isEqualTo(NOTHING);
        assertThat(gentle.doomOf(1, 0)).isEqualTo(CANCELLED);
        assertThat(gentle.look(now + GRACE)).isEqualTo(new Decision.Stop(CANCELLED));
        assertThat(isHeld()).isTrue();
    }

    @Test
    void cancel_ofAnItemWhoseTimeIsUp_keepsItsGrace() throws InterruptedException {
        inFlight.add(Units.unit(1, Units.call(7, false, LIMIT), 5));
        long now = begin(1, 0) + LIMIT;
        gentle.look(now);

        assertThat(gentle.cancel(7, now + GRACE - 1)).isEqualTo(NOTHING);
        assertThat(gentle.look(now + GRACE)).isEqualTo(new Decision.Stop(CANCELLED));
    }

    @Test
    void holdForGood_staysWhateverIsLookedAt() throws InterruptedException {
        inFlight.add(Units.unit(1, Units.call(7), 5));
        strict.holdForGood();
        strict.cancel(7, 0);
        strict.look(0);

        assertThat(isHeld()).isTrue();
    }
}
