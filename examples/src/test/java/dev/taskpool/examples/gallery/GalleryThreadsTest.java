package dev.taskpool.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.testkit.LeavesNothingBehind;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Programs of the gallery that need no child JVM. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
final class GalleryThreadsTest {
    private static final String THREADS = "threads";

    @Test
    void no05_waitersGoOn_onceTheEventIsSet() throws Exception {
        Waiters.assertGoOnOnceSet(Printed.by(WaitForEvent::main, THREADS));
    }

    @Test
    void no06_adderAndSubtracter_endAtZeroUnderALock() throws Exception {
        List<String> printed = Printed.by(AddAndSubtract::main, THREADS);

        assertThat(printed).hasSize(2).last().isEqualTo("with a lock: 0");
        assertThat(printed.get(0)).matches("without a lock: -?\\d+, 0 by luck alone");
    }

    @Test
    void no07_aReentrantLock_isTakenAgain_aPlainOneIsNot() throws Exception {
        assertThat(Printed.by(ReentrantCalls::main, THREADS))
                .containsExactly("a=2, b=3", "a plain lock is taken twice: false, its holder would wait for itself");
    }

    @Test
    void no08_tenHttpClients_eachSeeOne() throws Exception {
        assertThat(Printed.by(HttpUnderLock::main)).isEqualTo(Collections.nCopies(10, "seen: 1"));
    }

    @Test
    void no09_calls_comeAsTheyFinish() throws Exception {
        List<String> printed = Printed.by(AsTheyFinish::main, THREADS);

        // In this order, unless the machine has better things to do.
        assertThat(printed.subList(0, 5)).containsExactlyInAnyOrder("1", "3", "4", "5", "7");
        assertThat(printed).hasSize(6).last().asString().startsWith("total: about ");
    }

    @Test
    void no21_workers_printTheirNames() throws Exception {
        assertThat(Printed.by(FunctionOrClass::main, THREADS))
                .containsExactlyInAnyOrder("a function in sam", "a class in eve");
    }

    @Test
    void no23_threads_areEnumerated() throws Exception {
        assertThat(Printed.by(WhoAmI::main, THREADS))
                .containsExactly(
                        "I am " + Thread.currentThread().getName(),
                        "there are [anna, bert]",
                        "2 are active",
                        "0 are active");
    }

    @Test
    void no24_aHundredAdders_loseNothingUnderALock() throws Exception {
        List<String> printed = Printed.by(HundredAdders::main);

        assertThat(printed).hasSize(2).last().isEqualTo("with a lock: 100");
        assertThat(printed.get(0)).matches("without a lock: \\d{1,3}");
    }

    @Test
    void no25_nestedLocks_doNotDeadlock() throws Exception {
        assertThat(Printed.by(NestedLocks::main)).containsExactly("num 10, num2 10");
    }

    @Test
    void no27_oneTimerSaysHello_theOtherIsCancelled() throws Exception {
        assertThat(Printed.by(HelloLater::main)).containsExactly("cancelled: true", "hello");
    }

    @Test
    void no29_queues_haveTheirOrders() throws Exception {
        assertThat(Printed.by(QueueOrders::main, THREADS))
                .containsExactly("1 2 3", "3 2 1", "-1 minus one 3 three 5 five");
    }

    @Test
    void no30_theProducerWaits_andNothingIsLost() throws Exception {
        assertThat(Printed.by(ProducerConsumer::main, THREADS))
                .containsExactlyInAnyOrder(
                        "produced: 50, had to wait: true", "consumed: 50, their sum is " + 50 * 51 / 2);
    }

    @Test
    void no38_backgroundCommands_areAllWaitedFor() throws Exception {
        List<String> printed = Printed.by(BackgroundCommands::main);

        assertThat(printed).hasSize(11).last().isEqualTo("END");
        assertThat(printed.subList(0, 10))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 10).mapToObj(String::valueOf).toList());
    }
}
