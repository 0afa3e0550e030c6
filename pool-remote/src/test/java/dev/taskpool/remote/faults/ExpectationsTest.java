package dev.taskpool.remote.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the matrix has exactly one rule. */
class ExpectationsTest {
    static Stream<Cell> cells() {
        return Stream.of(Backend.values()).flatMap(backend -> Cell.all(backend).stream());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void of_everyCell_isOneRule(Cell cell) {
        assertThat(Expectations.of(cell).seen()).isNotEmpty();
    }
}
