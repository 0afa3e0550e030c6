package dev.taskpool.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.testkit.LeavesNothingBehind;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Programs of the gallery whose processes share what a manager made. */
@Timeout(300)
@ExtendWith(LeavesNothingBehind.class)
final class GallerySharingIT {
    private static final Pattern NUMBERS = Pattern.compile("-?\\d+(\\.\\d+)?");

    @Test
    void no05_waitersGoOn_onceTheEventIsSet() throws Exception {
        Waiters.assertGoOnOnceSet(Printed.by(WaitForEvent::main));
    }

    @Test
    void no06_adderAndSubtracter_endAtZeroUnderALock() throws Exception {
        List<String> printed = Printed.by(AddAndSubtract::main);

        assertThat(printed).hasSize(2).last().isEqualTo("with a lock: 0");
        assertThat(printed.get(0)).matches("without a lock: -?\\d+, 0 by luck alone");
    }

    @Test
    void no07_aReentrantLock_isTakenAgain_aPlainOneIsNot() throws Exception {
        assertThat(Printed.by(ReentrantCalls::main))
                .containsExactly("a=2, b=3", "a plain lock is taken twice: false, its holder would wait for itself");
    }

    @Test
    void no13_workers_seeEachChange() throws Exception {
        List<String> printed = Printed.by(ScheduledValue::main);

        assertThat(printed).hasSize(12);
        for (String worker : List.of("worker 1", "worker 2")) {
            assertThat(printed.stream().filter(line -> line.startsWith(worker)))
                    .containsExactly(
                            worker + " at tick 0: 10",
                            worker + " at tick 1: 10",
                            worker + " at tick 2: 20",
                            worker + " at tick 3: 20",
                            worker + " at tick 4: 30",
                            worker + " at tick 5: 30");
        }
    }

    @Test
    void no14_twoChildren_fillAListAndAMap() throws Exception {
        assertThat(Printed.by(ManagedCollections::main)).containsExactly("[0, 1]", "{key 0=0, key 1=1}");
    }

    @Test
    void no16_withoutALock_additionsAreLost() throws Exception {
        List<Double> sums = sums(Printed.by(SharedCounting::main));

        assertThat(sums.get(0)).isBetween(1.0, 200.0);
        assertThat(sums.get(1)).isBetween(1.0, 200.0);
        assertThat(sums.get(2)).isBetween(101.0, 300.0);
        assertThat(sums.get(3)).isBetween(201.0, 400.0);
    }

    @Test
    void no17_withALock_noneIsLost() throws Exception {
        assertThat(Printed.by(SharedCounting::main, "locked")).containsExactly("200.0 [200.0, 300.0, 400.0]");
    }

    @Test
    void no18_theFirst_comesFirst() throws Exception {
        assertThat(Printed.by(TakeFirst::main)).containsExactly("1");
    }

    @Test
    void no19_whatTwoChildrenPut_isTaken() throws Exception {
        assertThat(Printed.by(SquaresAndNegatives::main))
                .containsExactlyInAnyOrder("1", "4", "9", "16", "25", "-1", "-2", "-3", "-4", "-5");
    }

    @Test
    void no26_fiveAtATime_passABoundedSemaphore() throws Exception {
        List<String> printed = Printed.by(FiveAtATime::main);

        assertThat(printed).hasSize(2);
        assertThat(printed.get(0)).matches("20 passed, at most [1-5] at a time");
        assertThat(printed.get(1)).startsWith("refused: ");
    }

    @Test
    void no28_cars_obeyTheLight() throws Exception {
        assertThat(Printed.by(TrafficLight::main))
                .containsExactly(
                        "green: false",
                        "a car waits, not for long: false",
                        "a patient car drives",
                        "green: true",
                        "a car does not stop: true",
                        "green: false");
    }

    @Test
    void no29_queues_haveTheirOrders() throws Exception {
        assertThat(Printed.by(QueueOrders::main)).containsExactly("1 2 3", "3 2 1", "-1 minus one 3 three 5 five");
    }

    @Test
    void no30_theProducerWaits_andAllTasksAreDone() throws Exception {
        assertThat(Printed.by(ProducerConsumer::main))
                .containsExactly("produced: 50, had to wait: true", "all tasks are done, left are 0");
    }

    @Test
    void no31_eachNumber_isConsumedOnceByTheRightOne() throws Exception {
        List<String> printed = Printed.by(OddAndEven::main);

        List<Integer> produced = integers(lineOf(printed, "produced "));
        assertThat(produced).hasSize(20);
        assertThat(integers(lineOf(printed, "odd ")))
                .containsExactlyInAnyOrderElementsOf(
                        produced.stream().filter(i -> i % 2 == 1).toList());
        assertThat(integers(lineOf(printed, "even ")))
                .containsExactlyInAnyOrderElementsOf(
                        produced.stream().filter(i -> i % 2 == 0).toList());
    }

    @Test
    void no33_manyChildren_fillAListAndAMap() throws Exception {
        var keys = new TreeMap<String, Integer>();
        IntStream.range(0, 4).forEach(i -> keys.put("key " + i, i * i));

        assertThat(Printed.by(ManagedCollections::main, "4", "2"))
                .containsExactly("[0, 0, 1, 1, 2, 2, 3, 3]", keys.toString());
    }

    @Test
    void no34_longLines_stayWhole() throws Exception {
        assertThat(Printed.by(WholeLines::main, "3"))
                .containsExactlyInAnyOrder("a 100000 whole", "b 100000 whole", "c 100000 whole");
    }

    @Test
    void no36_aCounter_losesNothingUnderItsLock() throws Exception {
        assertThat(Printed.by(LockedCounter::main, "3", "10000")).containsExactly("30000");
    }

    @Test
    void no37_aChild_changesAMapAndAList() throws Exception {
        assertThat(Printed.by(ReverseList::main)).containsExactly("1: a, 2: 2", "[9, 8, 7, 6, 5, 4, 3, 2, 1, 0]");
    }

    private static String lineOf(List<String> printed, String start) {
        return printed.stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static List<Double> sums(List<String> printed) {
        assertThat(printed).hasSize(1);
        return numbers(printed.get(0)).map(Double::valueOf).toList();
    }

    private static List<Integer> integers(String line) {
        return numbers(line).map(Integer::valueOf).toList();
    }

    private static Stream<String> numbers(String line) {
        return NUMBERS.matcher(line).results().map(found -> found.group());
    }
}
