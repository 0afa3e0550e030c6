package dev.taskpool.remote.faults;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Some telling cells of the matrix, for every build. {@link FaultMatrixIT} has them all. */
class FaultsIT extends FaultRun {
    @ParameterizedTest
    @CsvSource({
        "INTERRUPT, BEFORE_HELLO, PROCESSES",
        "EXIT_3, INITIALIZER, PROCESSES",
        "HALT, DECODE_FUNCTION, PROCESSES",
        "OOM_HEAP, DECODE_ITEM, PROCESSES",
        "OOM_DIRECT, ENCODE_RESULT, PROCESSES",
        "NO_DESCRIPTORS, RUNNING, PROCESSES",
        "LEFT_PROCESSES, RUNNING, PROCESSES",
        "ENDLESS_GC, ENCODE_RESULT, PROCESSES",
        "SIGSTOP, IDLE, PROCESSES",
        "EXIT_0, BETWEEN_CHUNKS, PROCESSES",
        "NATIVE_CRASH, DRAINING, PROCESSES",
        "DEADLOCK, RUNNING, THREADS",
    })
    void cell_isSeenAsExpectedAndLeavesThePoolWhole(Fault fault, Moment moment, Backend backend) throws Exception {
        play(new Cell(fault, moment, backend));
    }
}
