package dev.taskpool.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.testkit.LeavesNothingBehind;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Programs of the gallery that start processes, and share nothing but memory with them. */
@Timeout(300)
@ExtendWith(LeavesNothingBehind.class)
final class GalleryProcessesIT {
    @Test
    void no01_exits_areCollectedWithoutWaiting() throws Exception {
        List<String> printed = Printed.by(CollectExits::main);

        assertThat(printed).hasSize(5).startsWith("nothing", "nothing").endsWith("no child left: []");
        assertThat(printed.subList(2, 4))
                .doesNotHaveDuplicates()
                .allMatch(line -> line.matches("process \\d+ ended with code 0"));
    }

    @Test
    void no10_aChild_saysHello() throws Exception {
        assertThat(Printed.by(HelloProcess::main)).containsExactly("hello world", "exit code 0");
    }

    @Test
    void no11_waysToStart_areTimed() throws Exception {
        assertThat(Printed.by(StartMethods::main))
                .satisfiesExactly(
                        line -> assertThat(line).matches("a fresh JVM +\\d+ ms"),
                        line -> assertThat(line).matches("with a class archive +\\d+ ms"),
                        line -> assertThat(line).matches("a warm spare +\\d+ ms"));
    }

    @Test
    void no12_theStates_ofAProcess() throws Exception {
        assertThat(Printed.by(ProcessLife::main))
                .containsExactly(
                        "poll: alive true, exit code OptionalInt.empty",
                        "wait with a limit: false",
                        "terminated: alive false, exit code 143",
                        "the sentinel tells of sleeper",
                        "killed: exit code 137",
                        "closed: left are []");
    }

    @Test
    void no15_aChildForEachProcessor_exitsWithZero() throws Exception {
        int processors = Runtime.getRuntime().availableProcessors();
        List<String> printed = Printed.by(OnePerProcessor::main);

        assertThat(printed).hasSize(2 * processors);
        assertThat(Collections.frequency(printed, "the sum of the squares is 328350"))
                .isEqualTo(processors);
        assertThat(printed.stream()
                        .filter(line -> line.matches("process-\\d+ exit code 0"))
                        .distinct())
                .hasSize(processors);
    }

    @Test
    void no21_workers_printTheirNames() throws Exception {
        assertThat(Printed.by(FunctionOrClass::main)).containsExactlyInAnyOrder("a function in sam", "a class in eve");
    }

    @Test
    void no22_fiftyWorkers_takeAsLongAsOne_andDaemonsEndWithTheirProgram() throws Exception {
        List<String> printed = Printed.by(FiftyWorkers::main);

        assertThat(printed).hasSize(2).last().isEqualTo("0 of 50 daemons done");
        assertThat(printed.get(0)).matches("50 of 50 done, total [1-4]?\\d\\.\\d units");
    }

    @Test
    void no23_processes_areEnumerated() throws Exception {
        long own = ProcessHandle.current().pid();

        assertThat(Printed.by(WhoAmI::main))
                .containsSubsequence("I am main", "there are [anna, bert]", "2 are active", "0 are active")
                .contains("anna is a child of " + own, "bert is a child of " + own)
                .hasSize(6);
    }

    @Test
    void no39_orphans_doNotStay() throws Exception {
        List<String> printed = Printed.by(NoOrphans::main, "3");

        assertThat(printed).hasSize(2).startsWith("the parent ended with code 0");
        assertThat(printed.get(1)).matches("of 3 children are left: 0, after \\d+ ms");
    }
}
