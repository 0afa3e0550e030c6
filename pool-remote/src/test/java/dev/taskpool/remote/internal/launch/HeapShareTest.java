package dev.taskpool.remote.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapShareTest {
    private static final long GIB = 1L << 30;

    @Test
    void bytes_ofAnOrdinaryMachine_isAnEvenShareOfWhatTheParentLeaves() {
        assertThat(HeapShare.bytes(16 * GIB, 4 * GIB, 4)).isEqualTo(2 * GIB);
    }

    @Test
    void bytes_ofASmallContainer_isNeverTooLittleToRun() {
        assertThat(HeapShare.bytes(GIB, GIB, 8)).isEqualTo(HeapShare.LEAST_BYTES);
        assertThat(HeapShare.bytes(GIB, Long.MAX_VALUE, 8)).isEqualTo(HeapShare.LEAST_BYTES);
    }

    @Test
    void bytes_ofAVastMachine_keepsReferencesSmall() {
        assertThat(HeapShare.bytes(1024 * GIB, GIB, 2)).isEqualTo(HeapShare.MOST_BYTES);
    }

    @Test
    void bytes_ofThisMachine_isAWholeNumberOfMebibytes() {
        assertThat(ThisJvm.heapShareBytes(3)).isPositive().matches(bytes -> bytes % (1 << 20) == 0, "whole MiB");
    }
}
