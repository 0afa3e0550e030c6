package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.taskpool.sync.SharedEvent;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Case;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A shared event is a flag that can be waited for. */
class SharedEventIT extends SharingFixture {
    @Test
    @Case("EVENT-01")
    void event_isWaitedForUntilItIsSet() throws Exception {
        SharedEvent event = manager.event();
        assertThat(event.isSet()).isFalse();
        assertThat(event.await(Duration.ZERO)).isFalse();
        long begun = System.nanoTime();
        assertThat(event.await(MOMENT)).isFalse();
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(MOMENT.toNanos());
        assertThatIllegalArgumentException().isThrownBy(() -> event.await(Duration.ofNanos(-1)));
        event.set();
        event.set();
        assertThat(event.isSet()).isTrue();
        assertThat(event.await(Duration.ZERO)).isTrue();
        event.await();
        event.clear();
        event.clear();
        assertThat(event.isSet()).isFalse();
        assertThat(event.await(Duration.ZERO)).isFalse();
    }

    @Test
    @Case("EVENT-01")
    void set_letsAllGoOn_timeAndAgain() throws Exception {
        SharedEvent event = manager.event();
        for (int round = 0; round < 3; round++) {
            List<Caller<Boolean>> waiters = Stream.generate(() -> Caller.of(() -> event.await(LIMIT)))
                    .limit(3)
                    .toList();
            for (Caller<Boolean> waiter : waiters) {
                await().until(waiter::isWaiting);
            }
            event.set();
            for (Caller<Boolean> waiter : waiters) {
                assertThat(waiter.value()).isTrue();
            }
            event.clear();
        }
    }

    @Test
    void anInterruptedWaiter_givesUp() throws Exception {
        SharedEvent event = manager.event();
        Caller<Boolean> waiter = Caller.of(() -> event.await(LIMIT));
        await().until(waiter::isWaiting);
        waiter.interrupt();
        assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
        assertThat(event.isSet()).isFalse();
    }
}
