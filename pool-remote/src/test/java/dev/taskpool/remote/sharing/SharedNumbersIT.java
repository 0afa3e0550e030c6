package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.sync.SharedDouble;
import dev.taskpool.sync.SharedLong;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Case;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Shared numbers are like AtomicLong and its likes. */
class SharedNumbersIT extends SharingFixture {
    @Test
    @Case("VAL-01")
    void aLong_isReadWrittenAndChanged() {
        SharedLong number = manager.longValue(1L << 34);
        assertThat(number.get()).isEqualTo(1L << 34);
        number.set(-5);
        assertThat(number.getAndAdd(7)).isEqualTo(-5);
        assertThat(number.addAndGet(1)).isEqualTo(3);
        assertThat(number.compareAndSet(4, 5)).isFalse();
        assertThat(number.compareAndSet(3, Long.MIN_VALUE)).isTrue();
        assertThat(number.updateAndGet(value -> value + 1)).isEqualTo(Long.MIN_VALUE + 1);
        assertThat(number.get()).isEqualTo(Long.MIN_VALUE + 1);
    }

    @Test
    @Case("VAL-01")
    void aDouble_isReadWrittenAndChanged() {
        SharedDouble number = manager.doubleValue(-4.25);
        assertThat(number.get()).isEqualTo(-4.25);
        number.set(0.0);
        assertThat(number.compareAndSet(-0.0, 1)).isFalse();
        assertThat(number.compareAndSet(0.0, Double.NaN)).isTrue();
        assertThat(number.compareAndSet(Double.NaN, 1.5)).isTrue();
        assertThat(number.getAndAdd(0.25)).isEqualTo(1.5);
        assertThat(number.addAndGet(0.25)).isEqualTo(2);
        assertThat(number.updateAndGet(value -> value * 8)).isEqualTo(16);
    }

    @Test
    @Case("VAL-03")
    void manyNumbers_areApart_andBeginAsTheyWereMade() {
        for (int round = 0; round < 3; round++) {
            List<SharedLong> zeros =
                    Stream.generate(() -> manager.longValue(0)).limit(300).toList();
            assertThat(zeros).allMatch(number -> number.get() == 0);
            for (int i = 0; i < zeros.size(); i++) {
                zeros.get(i).set(i);
            }
            for (int i = 0; i < zeros.size(); i++) {
                assertThat(zeros.get(i).get()).isEqualTo(i);
            }
        }
    }

    @Test
    void threads_loseNoAddition() throws Exception {
        SharedLong sum = manager.longValue(0);
        SharedDouble halves = manager.doubleValue(0);
        List<Caller<Boolean>> adders = Stream.generate(() -> Caller.of(() -> add(sum, halves)))
                .limit(3)
                .toList();
        for (Caller<Boolean> adder : adders) {
            adder.value();
        }
        assertThat(sum.get()).isEqualTo(60_000);
        assertThat(halves.get()).isEqualTo(15_000);
    }

    private static boolean add(SharedLong sum, SharedDouble halves) {
        for (int i = 0; i < 10_000; i++) {
            sum.getAndAdd(1);
            sum.updateAndGet(value -> value + 1);
            halves.getAndAdd(0.5);
        }
        return true;
    }
}
