package dev.taskpool.remote.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.remote.internal.wire.FromWorker.Fault;
import dev.taskpool.remote.internal.wire.FromWorker.Outcomes;
import dev.taskpool.remote.internal.wire.FromWorker.Values;
import dev.taskpool.remote.internal.wire.OutcomeLog;
import dev.taskpool.remote.internal.wire.Wire;
import dev.taskpool.spi.Items;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class OutcomeWindowTest {
    private final OutcomeWindow window = new OutcomeWindow();

    private static Outcomes message(long number, int bytes) {
        var results = Items.Encoded.of(new byte[bytes]);
        return new Outcomes(number, List.of(new Values(1, (int) number, results, new long[1])));
    }

    @Test
    void manyBytes_fillIt_untilTheyAreTaken() {
        int bytes = 100_000;
        long number = 0;
        while (!window.isFull()) {
            window.sent(message(++number, bytes));
        }
        assertThat(number).isEqualTo(Wire.OUTCOMES_WEIGHT / bytes + 1);

        window.taken(number - 2);
        assertThat(window.isFull()).isFalse();
        window.taken(number - 2);
        window.sent(message(++number, (int) Wire.OUTCOMES_WEIGHT));
        assertThat(window.isFull()).isTrue();
        window.taken(number);
        assertThat(window.isFull()).isFalse();
    }

    @Test
    void manyMessages_fillIt_untilTheyAreTaken() {
        for (int number = 1; number <= Wire.OUTCOMES_MESSAGES; number++) {
            assertThat(window.isFull()).isFalse();
            window.sent(message(number, 1));
        }
        assertThat(window.isFull()).isTrue();

        window.taken(1);
        assertThat(window.isFull()).isFalse();
    }

    @Test
    void await_endsWhenRoomIsMade() throws InterruptedException {
        window.sent(message(1, (int) Wire.OUTCOMES_WEIGHT));
        var parent = new Thread(() -> window.taken(1));
        parent.start();

        window.await();

        assertThat(window.isFull()).isFalse();
        parent.join();
    }

    /** So the log still has all that may be on its way when a child dies. */
    @Test
    void weight_isAtLeastWhatTheLogNeeds() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var log = new OutcomeLog(ByteBuffer.allocateDirect(OutcomeLog.BYTES));
        long weight = 0;
        int items = 0;
        while (weight < Wire.OUTCOMES_WEIGHT + Wire.MESSAGE_BYTES) {
            byte[] bytes = new byte[random.nextInt(1 << (1 + random.nextInt(15)))];
            if (random.nextBoolean()) {
                log.appendValue(1, items, 9, bytes, 0, bytes.length);
                weight += new Values(1, items, Items.Encoded.of(bytes), new long[1]).weight();
            } else {
                log.appendFault(1, items, 9, bytes, false);
                weight += new Fault(1, items, bytes, 9, false).weight();
            }
            items++;
        }
        assertThat(log.read()).hasSize(items);
    }
}
