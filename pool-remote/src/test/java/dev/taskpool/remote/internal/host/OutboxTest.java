package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.remote.internal.wire.ToWorker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final List<ToWorker> sent = new ArrayList<>();
    private final Outbox outbox = new Outbox(sent::add);

    private List<Long> forgotten() {
        return sent.stream()
                .filter(ToWorker.Forget.class::isInstance)
                .map(message -> ((ToWorker.Forget) message).callId())
                .toList();
    }

    private long lastPing() {
        return sent.stream()
                .filter(ToWorker.Ping.class::isInstance)
                .mapToLong(message -> ((ToWorker.Ping) message).number())
                .max()
                .orElse(0);
    }

    @Test
    void send_ofFewMessages_sendsAtOnce() {
        outbox.send(new ToWorker.Forget(1));

        assertThat(sent).containsExactly(new ToWorker.Forget(1));
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void send_ofManyMessages_waitsForTheChildToKeepUp() {
        for (long i = 0; i < 10_000; i++) {
            outbox.send(new ToWorker.Forget(i));
        }
        assertThat(forgotten()).hasSize(Outbox.WINDOW);

        int rounds = 0;
        while (!outbox.isEmpty()) {
            int before = forgotten().size();
            outbox.onPong(lastPing());
            assertThat(forgotten().size() - before).isBetween(1, Outbox.WINDOW);
            rounds++;
        }
        assertThat(rounds).isGreaterThan(10);
        assertThat(forgotten()).hasSize(10_000).isSorted();
    }

    @Test
    void onPong_ofAnOrdinaryPing_givesNoCreditTwice() {
        for (long i = 0; i < 1_000; i++) {
            outbox.send(new ToWorker.Forget(i));
        }
        outbox.onPong(1);
        outbox.onPong(1);

        assertThat(forgotten()).hasSize(Outbox.WINDOW + Outbox.CHECKPOINT);
    }

    @Test
    void sendNow_doesNotWait() {
        for (long i = 0; i < 1_000; i++) {
            outbox.send(new ToWorker.Forget(i));
        }
        outbox.sendNow(new ToWorker.Interrupt(1, 2));

        assertThat(sent).last().isEqualTo(new ToWorker.Interrupt(1, 2));
    }
}
