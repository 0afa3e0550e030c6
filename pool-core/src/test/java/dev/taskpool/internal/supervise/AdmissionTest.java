package dev.taskpool.internal.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taskpool.QueueFullException;
import dev.taskpool.internal.config.QueueSettings;
import dev.taskpool.internal.config.QueueSettings.WhenFull;
import dev.taskpool.internal.supervise.Admission.Terms;
import dev.taskpool.testkit.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who enters, in which order, and how a wait ends. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AdmissionTest {
    private final AtomicBoolean own = new AtomicBoolean();

    @Test
    void enter_untilALimitIsReached_doesNotWait() {
        Admission admission = admission(3, 100, WhenFull.REJECT);
        assertThat(admission.enter(1, 40, Terms.WAITING)).isTrue();
        assertThat(admission.enter(1, 60, Terms.WAITING)).isTrue();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> admission.enter(1, 1, Terms.WAITING))
                .withMessage("the queue of pool p is full: 100 bytes are unfinished, 1 more were submitted"
                        + " (expected: at most taskpool.queue.max-bytes = 100)");
        admission.leave(0, 50);
        assertThat(admission.enter(1, 50, Terms.WAITING)).isTrue();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> admission.enter(2, 50, Terms.WAITING))
                .withMessage("the queue of pool p is full: 3 items are unfinished, 2 more were submitted"
                        + " (expected: at most taskpool.queue.max-items = 3)");
    }

    @Test
    void enter_moreThanTheLimit_entersAlone() throws Exception {
        Admission admission = admission(3, 100, WhenFull.BLOCK);
        assertThat(admission.enter(10, 1000, Terms.WAITING)).isTrue();
        assertThat(admission.offer(1, 1)).isFalse();
        Caller<Boolean> large = Caller.of(() -> admission.enter(10, 1000, Terms.WAITING));
        large.awaitFullQueue();
        admission.leave(9, 990);
        large.awaitFullQueue();
        admission.leave(1, 10);
        assertThat(large.value()).isTrue();
    }

    @Test
    void enter_severalWait_goInTheOrderOfArrival() throws Exception {
        Admission admission = admission(4, 100, WhenFull.BLOCK);
        admission.enter(4, 0, Terms.WAITING);
        List<Integer> order = new CopyOnWriteArrayList<>();
        List<Caller<Boolean>> callers = new ArrayList<>();
        for (int count : new int[] {3, 1, 2}) {
            Caller<Boolean> caller = Caller.of(() -> {
                boolean entered = admission.enter(count, 0, Terms.WAITING);
                order.add(count);
                return entered;
            });
            caller.awaitFullQueue();
            callers.add(caller);
        }
        admission.leave(1, 0);
        assertThat(admission.offer(1, 0)).as("overtaking").isFalse();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> admission.enter(1, 0, Terms.NOT_WAITING));
        admission.leave(2, 0);
        assertThat(callers.get(0).value()).isTrue();
        admission.leave(1, 0);
        assertThat(callers.get(1).value()).isTrue();
        admission.leave(3, 0);
        assertThat(callers.get(2).value()).isTrue();
        assertThat(order).containsExactly(3, 1, 2);
    }

    @Test
    void enter_theFirstOfSeveralIsInterrupted_letsTheNextIn() throws Exception {
        Admission admission = admission(2, 100, WhenFull.BLOCK);
        admission.enter(1, 0, Terms.WAITING);
        Caller<Boolean> first = Caller.of(() -> admission.enter(2, 0, Terms.WAITING));
        first.awaitFullQueue();
        Caller<Boolean> second = Caller.of(() -> admission.enter(1, 0, Terms.WAITING));
        second.awaitFullQueue();
        first.interrupt();
        assertThat(first.failure()).hasCauseInstanceOf(InterruptedException.class);
        assertThat(second.value()).isTrue();
    }

    @Test
    void enter_nobodyWantsItAnyMore_returns() throws Exception {
        Admission admission = admission(1, 100, WhenFull.BLOCK);
        admission.enter(1, 0, Terms.WAITING);
        AtomicBoolean wanted = new AtomicBoolean(true);
        Caller<Boolean> caller = Caller.of(() -> admission.enter(1, 0, Terms.next(true, wanted::get)));
        caller.awaitFullQueue();
        wanted.set(false);
        admission.recheck();
        assertThat(caller.value()).isFalse();
        assertThat(admission.enter(1, 0, Terms.within(1))).as("time is up").isFalse();
        admission.leave(1, 0);
        assertThat(admission.offer(1, 0)).as("nobody stands in the way").isTrue();
    }

    @Test
    void room_isToldToAllThatWereRefused_onceTheSmallestFits() throws Exception {
        Admission admission = admission(4, 100, WhenFull.NOTIFY);
        admission.enter(4, 0, Terms.WAITING);
        CompletionStage<Void> large = refused(admission, 3);
        CompletionStage<Void> small = refused(admission, 2);
        admission.leave(1, 0);
        assertThat(large == small).as("one promise for all").isTrue();
        assertThat(small.toCompletableFuture()).isNotDone();
        admission.leave(1, 0);
        small.toCompletableFuture().get(150, TimeUnit.SECONDS);
        assertThat(refused(admission, 3).toCompletableFuture())
                .as("the next promise")
                .isNotDone();
    }

    @Test
    void room_forWhatFitsOnlyAlone_isToldWhenAllHaveLeft() throws Exception {
        Admission admission = admission(4, 100, WhenFull.NOTIFY);
        admission.enter(1, 1, Terms.WAITING);
        CompletionStage<Void> room = refused(admission, 9);
        admission.leave(1, 1);
        room.toCompletableFuture().get(150, TimeUnit.SECONDS);
        assertThatExceptionOfType(RejectedExecutionException.class)
                .as("a whole that never fits has nothing to wait for")
                .isThrownBy(() -> admission.checkWhole(9, 1))
                .isNotInstanceOf(QueueFullException.class);
    }

    private static CompletionStage<Void> refused(Admission admission, int items) {
        return catchThrowableOfType(QueueFullException.class, () -> admission.enter(items, 0, Terms.WAITING))
                .room();
    }

    @Test
    void enter_onAnOwnThread_neverWaits() {
        Admission admission = admission(1, 1, WhenFull.REJECT);
        own.set(true);
        for (int i = 0; i < 3; i++) {
            assertThat(admission.enter(2, 5, Terms.NOT_WAITING)).isTrue();
        }
        assertThatCode(() -> admission.checkWhole(9, 9)).doesNotThrowAnyException();
        own.set(false);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> admission.checkWhole(2, 1));
        admission.leave(6, 15);
        assertThat(admission.offer(1, 1)).isTrue();
    }

    @Test
    void close_refusesCallsThatBegin_end_refusesAll() throws Exception {
        Admission admission = admission(1, 100, WhenFull.BLOCK);
        admission.enter(1, 0, Terms.WAITING);
        Caller<Boolean> begins = Caller.of(() -> admission.enter(1, 0, Terms.WAITING));
        begins.awaitFullQueue();
        Caller<Boolean> goesOn = Caller.of(() -> admission.enter(1, 0, Terms.next(true, () -> true)));
        goesOn.awaitFullQueue();
        assertThat(admission.refusal()).isNull();
        admission.close(() -> new RejectedExecutionException("closed"));
        assertThat(begins.failure()).hasMessage("closed");
        goesOn.awaitFullQueue();
        assertThat(admission.refusal()).hasMessage("closed");
        admission.end(() -> new CancellationException("ended"));
        admission.end(() -> new CancellationException("later"));
        assertThat(goesOn.failure()).isInstanceOf(CancellationException.class).hasMessage("ended");
        admission.leave(1, 0);
        assertThat(admission.offer(1, 0)).isFalse();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> admission.enter(1, 0, Terms.next(true, () -> true)));
    }

    @Test
    void portions_areASmallPartOfTheLimits() {
        assertThat(admission(80, 8_000, WhenFull.BLOCK).portionItems(50)).isEqualTo(10);
        assertThat(admission(80, 8_000, WhenFull.BLOCK).portionBytes(50)).isEqualTo(50);
        assertThat(admission(3, 7, WhenFull.BLOCK).portionItems(50)).isEqualTo(1);
        assertThat(admission(3, 7, WhenFull.BLOCK).portionBytes(50)).isEqualTo(1);
        assertThat(new Admission("p", QueueSettings.UNLIMITED, own::get).limited())
                .isFalse();
    }

    private Admission admission(int items, long bytes, WhenFull whenFull) {
        return new Admission("p", new QueueSettings(OptionalInt.of(items), OptionalLong.of(bytes), whenFull), own::get);
    }
}
