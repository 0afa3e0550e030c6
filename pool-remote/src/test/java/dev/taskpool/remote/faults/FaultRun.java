package dev.taskpool.remote.faults;

import dev.taskpool.testkit.LeavesNothingBehind;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Plays cells, and keeps what was observed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LeavesNothingBehind.class)
abstract class FaultRun {
    private final Map<Backend, Arena> arenas = new EnumMap<>(Backend.class);
    private final Map<Cell, Observation> observed = new LinkedHashMap<>();

    @TempDir
    private static Path folder;

    /** Plays a cell, if there is something to play. */
    void play(Cell cell) throws Exception {
        Expectation expected = Expectations.of(cell);
        if (!expected.isPlayed()) {
            return;
        }
        Arena arena = arenas.computeIfAbsent(cell.backend(), it -> new Arena(it, folder));
        arena.play(cell, expected, seen -> observed.put(cell, seen));
    }

    /** What was seen so far. */
    Map<Cell, Observation> observed() {
        return observed;
    }

    @AfterAll
    void end() {
        arenas.values().forEach(Arena::close);
    }
}
