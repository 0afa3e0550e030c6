package dev.taskpool.remote.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the matrix. Takes a quarter of an hour, so it runs with {@code -Pfaults} alone; writes what it saw. */
@Tag("faults")
class FaultMatrixIT extends FaultRun {
    /** A system property that names the document; without it nothing is written. */
    private static final String DOCUMENT = "faults.document";

    /** One with a pattern for the names of cells; without it all are played. */
    private static final String ONLY = "faults.only";

    static Stream<Cell> cells() {
        return Arrays.stream(Backend.values())
                .flatMap(backend -> Cell.all(backend).stream())
                .filter(cell -> Expectations.of(cell).isPlayed())
                .filter(cell -> cell.toString().matches(System.getProperty(ONLY, ".*")));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void cell_isSeenAsExpectedAndLeavesThePoolWhole(Cell cell) throws Exception {
        play(cell);
    }

    @AfterAll
    void write() throws IOException {
        String file = System.getProperty(DOCUMENT);
        if (file != null && System.getProperty(ONLY) == null) {
            Document.write(Path.of(file), "matrix", new FaultTable(observed()).markdown());
        }
    }
}
