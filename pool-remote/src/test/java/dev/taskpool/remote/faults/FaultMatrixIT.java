package dev.taskpool.remote.faults;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the matrix. Takes a quarter of an hour, so it runs with {@code -Pfaults} alone. */
@Tag("faults")
class FaultMatrixIT extends FaultRun {
    static Stream<Cell> cells() {
        return Arrays.stream(Backend.values())
                .flatMap(backend -> Cell.all(backend).stream())
                .filter(cell -> Expectations.of(cell).isPlayed());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void cell_isSeenAsExpectedAndLeavesThePoolWhole(Cell cell) throws Exception {
        play(cell);
    }
}
