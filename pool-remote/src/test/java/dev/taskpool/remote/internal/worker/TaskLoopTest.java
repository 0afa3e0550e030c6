package dev.taskpool.remote.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.TaskAction;
import dev.taskpool.TaskBiFunction;
import dev.taskpool.TaskContext;
import dev.taskpool.TaskFunction;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.OutcomeLog;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.Piece;
import dev.taskpool.spi.WorkUnit;
import dev.taskpool.spi.WorkerEvent.Stage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.AbstractMap.SimpleEntry;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class TaskLoopTest {
    private static CountDownLatch started = new CountDownLatch(1);
    private static CountDownLatch release = new CountDownLatch(1);
    private static AtomicReference<Object> seen = new AtomicReference<>();

    private final Rig rig = new Rig();

    @BeforeEach
    void renew() {
        started = new CountDownLatch(1);
        release = new CountDownLatch(1);
        seen = new AtomicReference<>();
        CountedFunction.read.set(0);
    }

    @AfterEach
    void close() throws InterruptedException {
        release.countDown();
        rig.close();
    }

    @Test
    void unit_ofValues_isToldInOrderAndKeptInTheLog() {
        rig.queue.add(Rig.unit(5, Rig.call(1, (TaskFunction<Integer, Integer>) i -> i * i), 1, 2, 3));

        await().until(() -> rig.values().size() == 3);
        assertThat(rig.values()).containsExactly(1, 4, 9);
        assertThat(rig.log.read()).extracting(OutcomeLog.Entry::offset).containsExactly(0, 1, 2);
        await().until(() -> rig.page.running() == null);
    }

    @Test
    void nullItemsAndResults_travel() {
        rig.queue.add(Rig.unit(5, Rig.call(1, (TaskFunction<Object, Object>) i -> i), null, 1, null));

        await().until(() -> rig.values().size() == 3);
        assertThat(rig.values()).containsExactly(null, 1, null);
    }

    @Test
    void functionOfTwo_getsAPair() {
        TaskBiFunction<Integer, Integer, Integer> sum = Integer::sum;
        rig.queue.add(Rig.unit(6, Rig.call(1, sum), new SimpleEntry<>(1, 2)));
        await().until(() -> rig.values().equals(List.of(3)));
    }

    @Test
    void taskWithoutArgument_ignoresAnUnreadableItem() {
        CallInfo call = Rig.single(1, (TaskAction) () -> seen.set("ran"));
        rig.queue.add(new WorkUnit(5, call, 0, Items.Encoded.of(new byte[0]), 1));

        await().until(() -> rig.values().size() == 1);
        assertThat(seen).hasValue("ran");
    }

    @Test
    void failures_ofAnyKind_areReportedAndTheNextItemRuns() {
        rig.queue.add(Rig.unit(
                5,
                Rig.call(1, (TaskFunction<String, Object>) TaskLoopTest::fail),
                "checked",
                "stack",
                "linkage",
                "death",
                "fine"));

        await().until(() -> rig.outcomes().size() == 5);
        assertThat(rig.failures())
                .hasSize(4)
                .extracting(e -> (Object) e.getClass())
                .containsExactly(
                        FileNotFoundException.class,
                        StackOverflowError.class,
                        NoClassDefFoundError.class,
                        ThreadDeath.class);
        assertThat(rig.values()).containsExactly("fine");
    }

    private static Object fail(String how) throws Exception {
        return switch (how) {
            case "checked" -> throw new FileNotFoundException("x");
            case "stack" -> overflow(1);
            case "linkage" -> throw new NoClassDefFoundError("x");
            case "death" -> throw new ThreadDeath();
            default -> how;
        };
    }

    @SuppressWarnings("InfiniteRecursion") // on purpose
    private static int overflow(int depth) {
        return overflow(depth + 1) + 1;
    }

    @Test
    void retryable_isWhatExtendsAClassOfTheCall() {
        List<String> retryOn = List.of(IOException.class.getName());
        rig.queue.add(Rig.unit(
                5, Rig.call(1, (TaskFunction<String, Object>) TaskLoopTest::fail, retryOn), "checked", "stack"));

        await().until(() -> rig.outcomes().size() == 2);
        assertThat(rig.outcomes())
                .extracting(it -> ((FromWorker.Fault) it).retryable())
                .containsExactly(true, false);
    }

    @Test
    void itemThatCannotBeRead_failsAlone() {
        byte[] one = JavaPayloads.write(1);
        byte[] data = new byte[2 * one.length + 3];
        System.arraycopy(one, 0, data, 0, one.length);
        System.arraycopy(one, 0, data, one.length + 3, one.length);
        var items = new Items.Encoded(data, new int[] {one.length, one.length + 3, data.length}, 0, 3);
        rig.queue.add(new WorkUnit(5, Rig.call(1, (TaskFunction<Object, Object>) i -> i), 0, items, 1));

        await().until(() -> rig.outcomes().size() == 3);
        assertThat(rig.values()).containsExactly(1, 1);
        assertThat(rig.outcomes().get(1).offset()).isEqualTo(1);
        assertPhase(Phase.DECODE_ITEM);
    }

    @Test
    void functionThatCannotBeRead_failsEachItem() {
        var call = new CallInfo(1, Items.Encoded.of(new byte[] {1, 2}), "", false, true, 0, List.of());
        rig.queue.add(Rig.unit(5, call, 1, 2));

        await().until(() -> rig.failures().size() == 2);
        assertThat(rig.outcomes()).extracting(FromWorker.Outcome::offset).containsExactly(0, 1);
        assertPhase(Phase.DECODE_FUNCTION);
    }

    @Test
    void resultThatCannotBeWritten_isAFailure() {
        rig.queue.add(Rig.unit(5, Rig.call(1, (TaskFunction<Object, Object>) i -> new Object()), 1));

        await().until(() -> rig.failures().size() == 1);
        assertPhase(Phase.ENCODE_RESULT);
    }

    private void assertPhase(Phase phase) {
        assertThat(rig.failures())
                .allSatisfy(e ->
                        assertThat(((TaskSerializationException) e).phase()).isEqualTo(phase));
    }

    @Test
    void failureThatCannotBeWritten_isReplaced() {
        rig.queue.add(Rig.unit(
                5,
                Rig.call(1, (TaskFunction<Object, Object>) i -> {
                    throw new Unwritable();
                }),
                1));

        await().until(() -> rig.failures().size() == 1);
        assertThat(rig.failures().get(0)).hasMessageContaining(Unwritable.class.getName());
    }

    /** Cannot be serialized. */
    static final class Unwritable extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        final transient Object unused = new Object();

        @Serial
        private void writeObject(java.io.ObjectOutputStream out) {
            throw new IllegalStateException("not me");
        }
    }

    /** Counts how often it is read. */
    static final class CountedFunction implements TaskFunction<Object, Object> {
        @Serial
        private static final long serialVersionUID = 1;

        static final AtomicInteger read = new AtomicInteger();

        @Override
        public Object apply(Object item) {
            return item;
        }

        @Serial
        private void readObject(ObjectInputStream in) {
            read.incrementAndGet();
        }
    }

    @Test
    void function_isReadOncePerCall_untilForgotten() {
        CallInfo call = Rig.call(1, new CountedFunction());
        rig.queue.add(Rig.unit(5, call, 1, 2));
        rig.queue.add(Rig.unit(6, call, 3));
        await().until(() -> rig.values().size() == 3);
        assertThat(CountedFunction.read).hasValue(1);

        rig.functions.forget(1);
        rig.queue.add(Rig.unit(7, call, 4));
        await().until(() -> rig.values().size() == 4);
        assertThat(CountedFunction.read).hasValue(2);
    }

    @Test
    void functionOfASingleCall_isNotKept() {
        CallInfo call = Rig.single(1, new CountedFunction());
        rig.queue.add(Rig.unit(5, call, 1));
        await().until(() -> rig.values().size() == 1);

        assertThat(rig.functions.known(call)).isNull();
    }

    @Test
    void page_whileAnItemRuns_namesIt() throws InterruptedException {
        rig.queue.add(Rig.unit(5, Rig.call(1, blocking()), 1));
        started.await();

        var running = rig.page.running();
        assertThat(running).isNotNull();
        assertThat(running.unitId()).isEqualTo(5);
        assertThat(running.stage()).isEqualTo(Stage.RUNNING);
    }

    private static TaskFunction<Object, Object> blocking() {
        return i -> {
            started.countDown();
            release.await();
            return i;
        };
    }

    @Test
    void interrupt_ofTheItemAtHand_endsItAndNoOther() throws InterruptedException {
        rig.queue.add(Rig.unit(5, Rig.call(1, blocking()), 1));
        rig.queue.add(Rig.unit(
                6,
                Rig.call(2, (TaskFunction<Object, Object>)
                        i -> Thread.currentThread().isInterrupted()),
                1));
        started.await();

        rig.desk.interrupt(5, 1);
        rig.desk.interrupt(4, 0);
        assertThat(rig.outcomes()).isEmpty();
        rig.desk.interrupt(5, 0);

        await().until(() -> rig.values().equals(List.of(false)));
        assertThat(rig.failures()).hasOnlyElementsOfType(InterruptedException.class);
    }

    @Test
    void outcomesThatAreNotTaken_keepTheNextItemFromBeginning() {
        Integer[] items = IntStream.range(0, 100).boxed().toArray(Integer[]::new);
        rig.queue.add(Rig.unit(
                5, Rig.call(1, (TaskFunction<Integer, byte[]>) i -> new byte[20_000]), (Object[]) items));

        await().atMost(150, TimeUnit.SECONDS).until(() -> rig.window.isFull() && rig.isWaiting());
        long sent = rig.told.size();
        assertThat(rig.values()).hasSizeBetween(26, 33);
        assertThat(rig.page.running()).as("the wait is no item's time").isNull();
        assertThat(rig.log.read()).hasSameSizeAs(rig.values());

        rig.thread.interrupt(); // as a leftover of an earlier task may
        rig.window.taken(sent - 1);
        await().atMost(150, TimeUnit.SECONDS).until(() -> rig.window.isFull() && rig.told.size() > sent);
        await().atMost(150, TimeUnit.SECONDS).until(() -> {
            rig.window.taken(rig.told.size());
            return rig.values().size() == 100;
        });
    }

    @Test
    void drop_whileOutcomesAreNotTaken_takesTheRest() {
        Integer[] items = IntStream.range(0, 100).boxed().toArray(Integer[]::new);
        rig.queue.add(Rig.unit(
                5, Rig.call(1, (TaskFunction<Integer, byte[]>) i -> new byte[20_000]), (Object[]) items));
        await().atMost(150, TimeUnit.SECONDS).until(() -> rig.window.isFull() && rig.isWaiting());
        int done = rig.values().size();

        assertThat(rig.desk.drop(1)).containsExactly(new Piece(5, done, 100));

        rig.queue.add(Rig.unit(6, Rig.call(2, (TaskFunction<Integer, Integer>) i -> i), 7));
        rig.window.taken(rig.told.size());
        await().atMost(150, TimeUnit.SECONDS).until(() -> rig.values().size() == done + 1);
    }

    @Test
    void largeResultsThatAreNotRead_holdTheNextItemBackForAWhile() {
        rig.payloads.unread = true;
        rig.queue.add(Rig.unit(5, Rig.call(1, (TaskFunction<Integer, Integer>) i -> i), 1, 2));

        await().atMost(150, TimeUnit.SECONDS).until(() -> !rig.values().isEmpty());
        rig.payloads.unread = false;
        await().atMost(150, TimeUnit.SECONDS).until(() -> rig.values().size() == 2);
    }

    @Test
    void leftovers_ofATask_areNotFoundByTheNext() {
        CallInfo call = Rig.call(1, (TaskFunction<Object, Object>) i -> {
            Thread thread = Thread.currentThread();
            boolean clean = !thread.isInterrupted() && !(thread.getContextClassLoader() instanceof URLClassLoader);
            thread.interrupt();
            thread.setContextClassLoader(new URLClassLoader(new URL[0]));
            return clean;
        });
        rig.queue.add(Rig.unit(5, call, 1, 2));
        rig.queue.add(Rig.unit(6, call, 3));

        await().until(() -> rig.values().size() == 3);
        assertThat(rig.values()).containsExactly(true, true, true);
    }

    @Test
    void drop_ofTheCallAtHand_tellsItsTaskAndTakesTheRest() throws InterruptedException {
        rig.queue.add(Rig.unit(
                5,
                Rig.call(1, (TaskFunction<Object, Object>) i -> {
                    TaskContext context = TaskContext.current();
                    boolean before = context.cancelled();
                    started.countDown();
                    while (!context.cancelled()) {
                        Thread.onSpinWait();
                    }
                    return before;
                }),
                1,
                2,
                3));
        started.await();

        assertThat(rig.desk.drop(2)).isEmpty();
        assertThat(rig.desk.drop(1)).hasSize(1);

        await().until(() -> rig.values().equals(List.of(false)));
    }

    @Test
    void context_tellsWhatRuns() {
        rig.queue.add(Rig.unit(5, Rig.call(1, context()), 1, 2));
        rig.queue.add(Rig.unit(6, Rig.single(2, context()), 3));

        await().until(() -> rig.values().size() == 3);
        assertThat(rig.values())
                .containsExactly(
                        "3 4711 2 a task 100 Optional.empty",
                        "3 4711 2 a task 101 Optional.empty",
                        "3 4711 2 a task -1 Optional.empty");
    }

    private static TaskFunction<Object, Object> context() {
        return i -> {
            TaskContext c = TaskContext.current();
            return c.workerId() + " " + c.pid() + " " + c.attempt() + " " + c.taskName() + " " + c.itemIndex() + " "
                    + c.deadline();
        };
    }

    @Test
    void outOfMemory_isToldAndThenTheThreadEnds() throws InterruptedException {
        rig.queue.add(Rig.unit(
                5,
                Rig.call(1, (TaskFunction<Object, Object>) i -> {
                    throw new OutOfMemoryError("no more direct memory");
                }),
                1,
                2));

        rig.thread.join();

        assertThat(rig.end.get()).isInstanceOf(HeapExhausted.class).hasMessageContaining("no more direct memory");
        assertThat(rig.failures()).hasOnlyElementsOfType(OutOfMemoryError.class).hasSize(1);
        assertThat(rig.page.running()).isNull();
    }
}
