package dev.taskpool.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.testkit.LeavesNothingBehind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Programs of the gallery that use a pool of processes. */
@Timeout(300)
@ExtendWith(LeavesNothingBehind.class)
final class GalleryPoolIT {
    @Test
    void no09_calls_comeAsTheyFinish() throws Exception {
        List<String> printed = Printed.by(AsTheyFinish::main);

        // In this order, unless the machine has better things to do.
        assertThat(printed.subList(0, 5)).containsExactlyInAnyOrder("1", "3", "4", "5", "7");
        assertThat(printed).hasSize(6).last().asString().startsWith("total: about ");
    }

    @Test
    void no20_cubes_comeTwice() throws Exception {
        String cubes = "[0, 1, 8, 27, 64, 125, 216, 343, 512, 729]";

        assertThat(Printed.by(CubesByMap::main)).containsExactly(cubes, cubes);
    }

    @Test
    void no35_callbacks_runInTheParent() throws Exception {
        List<String> printed = Printed.by(PoolCallbacks::main, "2");

        long own = ProcessHandle.current().pid();
        assertThat(printed.stream().filter(line -> line.startsWith("callback ")))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(100, 110)
                        .mapToObj(i -> "callback " + i + " in " + own)
                        .toList());
        assertThat(printed.stream().filter(line -> line.startsWith("apply ")))
                .containsExactlyElementsOf(
                        IntStream.range(100, 110).mapToObj(i -> "apply " + i).toList());
    }

    @Test
    void no40_threadsAndProcesses_areCompared() throws Exception {
        assertThat(Printed.by(ThreadsOrProcesses::main))
                .satisfiesExactly(
                        line -> assertThat(line).matches("on +start ms +compute ms +wait ms +memory MiB"),
                        line -> assertThat(line).matches("threads( +\\d+){3} +0"),
                        line -> assertThat(line).matches("processes( +\\d+){4}"));
    }
}
