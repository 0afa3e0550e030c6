package dev.taskpool.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Arrays in shared memory behave as the JDK's atomic arrays do. */
class SharedArrayTest {
    @Test
    void longs_areReadWrittenAddedAndCompared() {
        try (SharedLongArray array = SharedLongArray.create(5)) {
            assertThat(array.toArray()).containsOnly(0);
            array.set(4, Long.MIN_VALUE);
            assertThat(array.get(4)).isEqualTo(Long.MIN_VALUE);
            assertThat(array.getAndAdd(0, 1L << 34)).isZero();
            assertThat(array.getAndAdd(0, -1)).isEqualTo(1L << 34);
            assertThat(array.compareAndSet(0, 5, 6)).isFalse();
            assertThat(array.compareAndSet(0, (1L << 34) - 1, 6)).isTrue();
            assertThat(array.toArray()).containsExactly(6, 0, 0, 0, Long.MIN_VALUE);
        }
    }

    @Test
    void ints_areReadWrittenAddedAndCompared() {
        try (SharedIntArray array = SharedIntArray.create(3)) {
            array.copyFrom(new int[] {1, -2, 3});
            assertThat(array.getAndAdd(1, Integer.MAX_VALUE)).isEqualTo(-2);
            assertThat(array.compareAndSet(2, 3, Integer.MIN_VALUE)).isTrue();
            assertThat(array.toArray()).containsExactly(1, Integer.MAX_VALUE - 2, Integer.MIN_VALUE);
            assertThat(array.length()).isEqualTo(3);
        }
    }

    @Test
    void doubles_areReadWrittenAddedAndComparedBitForBit() {
        try (SharedDoubleArray array = SharedDoubleArray.create(2)) {
            array.set(0, -4.25);
            assertThat(array.getAndAdd(0, 0.5)).isEqualTo(-4.25);
            assertThat(array.get(0)).isEqualTo(-3.75);
            assertThat(array.compareAndSet(1, -0.0, 1))
                    .as("-0.0 is another value")
                    .isFalse();
            assertThat(array.compareAndSet(1, 0.0, Double.NaN)).isTrue();
            assertThat(array.compareAndSet(1, Double.NaN, 2)).isTrue();
            assertThat(array.toArray()).containsExactly(-3.75, 2);
        }
    }

    @Test
    void getAndAdd_byManyThreads_losesNothing() {
        try (SharedLongArray longs = SharedLongArray.create(1);
                SharedDoubleArray doubles = SharedDoubleArray.create(1)) {
            CompletableFuture<?>[] adders = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> {
                        for (int n = 0; n < 10_000; n++) {
                            longs.getAndAdd(0, 1);
                            doubles.getAndAdd(0, 1);
                        }
                    }))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(adders).join();
            assertThat(longs.get(0)).isEqualTo(40_000);
            assertThat(doubles.get(0)).isEqualTo(40_000);
        }
    }

    @Test
    void bounds_areChecked() {
        try (SharedIntArray array = SharedIntArray.create(5)) {
            for (int bad : new int[] {-1, 5, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> array.get(bad))
                        .withMessage("index: " + bad + " (expected: 0 to 4)");
                assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> array.set(bad, 1));
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> array.copyFrom(new int[4]))
                    .withMessage("array length: 4 (expected: 5)");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> SharedLongArray.create(0));
        assertThatIllegalArgumentException().isThrownBy(() -> SharedDoubleArray.create(-1));
    }

    @Test
    void afterClose_itIsRefused() {
        SharedDoubleArray array = SharedDoubleArray.create(1);
        array.close();
        array.close();
        assertThatIllegalStateException().isThrownBy(() -> array.get(0));
        assertThatIllegalStateException().isThrownBy(() -> array.set(0, 1));
    }
}
