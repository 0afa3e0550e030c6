package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import dev.taskpool.TaskSerializationException;
import dev.taskpool.sync.SharedQueue;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Case;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A shared queue is a BlockingQueue whose elements are copies. */
class SharedQueueIT extends SharingFixture {
    @Test
    @Case("QUEUE-01")
    void put_untilItIsFull_isRefusedThenOrWaits() throws Exception {
        SharedQueue<Integer> queue = manager.queue(6);
        queue.put(1);
        assertThat(queue.offer(2)).isTrue();
        assertThat(queue.offer(3, 1, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.add(4)).isTrue();
        assertThat(queue.remainingCapacity()).isEqualTo(2);
        queue.addAll(List.of(5, 6));
        assertThat(queue.remainingCapacity()).isZero();
        assertThat(queue.offer(7)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> queue.add(7));
        assertThat(lasted(() -> queue.offer(7, 50, TimeUnit.MILLISECONDS))).isEqualTo("false after at least 50 ms");
        Caller<Boolean> late = Caller.of(() -> queue.offer(7, 150, TimeUnit.SECONDS));
        assertThat(queue.take()).isEqualTo(1);
        assertThat(late.value()).isTrue();
        assertThat(queue).containsExactly(2, 3, 4, 5, 6, 7);
    }

    /** What a call with a limit of 50 ms gives, and whether it waited. */
    private static String lasted(Callable<?> call) throws Exception {
        long begun = System.nanoTime();
        Object value = call.call();
        boolean waited = System.nanoTime() - begun >= TimeUnit.MILLISECONDS.toNanos(50);
        return value + (waited ? " after at least 50 ms" : " too early");
    }

    @Test
    @Case("QUEUE-02")
    void take_andItsLike_giveWhatIsThereInOrder_andWaitForMore() throws Exception {
        SharedQueue<Integer> queue = manager.queue();
        queue.addAll(List.of(1, 2, 3, 4, 5));
        assertThat(queue.element()).isEqualTo(1);
        assertThat(queue.peek()).isEqualTo(1);
        assertThat(queue.take()).isEqualTo(1);
        assertThat(queue.poll()).isEqualTo(2);
        assertThat(queue.poll(1, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(queue.remove()).isEqualTo(4);
        assertThat(queue.poll(Long.MAX_VALUE, TimeUnit.DAYS)).isEqualTo(5);
        assertThat(queue.poll()).isNull();
        assertThat(queue.peek()).isNull();
        assertThat(lasted(() -> queue.poll(50, TimeUnit.MILLISECONDS))).isEqualTo("null after at least 50 ms");
        assertThat(queue.poll(0, TimeUnit.SECONDS)).isNull();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(queue::remove);
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(queue::element);
        Caller<Integer> taker = Caller.of(queue::take);
        queue.put(6);
        assertThat(taker.value()).isEqualTo(6);
    }

    @Test
    @Case("QUEUE-03")
    void size_countsWhatIsPutAndTaken() throws Exception {
        SharedQueue<Integer> queue = manager.queue();
        List<Integer> sizes = new ArrayList<>(List.of(queue.size()));
        queue.put(1);
        sizes.add(queue.size());
        queue.put(5);
        sizes.add(queue.size());
        queue.take();
        sizes.add(queue.size());
        queue.take();
        sizes.add(queue.size());
        assertThat(sizes).containsExactly(0, 1, 2, 1, 0);
        assertThat(queue.remainingCapacity()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void wholeQueue_isReadAsACopy_andChangedAsACollection() {
        SharedQueue<String> queue = manager.queue();
        assertThat(queue.isEmpty()).isTrue();
        queue.addAll(List.of("a", "b", "c", "d", "e"));
        assertThat(queue.contains("c")).isTrue();
        assertThat(queue.contains("z")).isFalse();
        assertThat(queue.toArray()).containsExactly("a", "b", "c", "d", "e");
        var iterator = queue.iterator();
        queue.clear();
        assertThat(iterator.next()).isEqualTo("a");
        assertThat(queue.isEmpty()).isTrue();
        queue.addAll(List.of("f", "g", "h"));
        var few = new ArrayList<String>();
        assertThat(queue.drainTo(few, 2)).isEqualTo(2);
        assertThat(queue.drainTo(few)).isEqualTo(1);
        assertThat(few).containsExactly("f", "g", "h");
        assertThat(queue.drainTo(few)).isZero();
    }

    @Test
    void elements_areCopies() throws Exception {
        SharedQueue<List<String>> queue = manager.queue();
        List<String> element = new ArrayList<>(List.of("as it was"));
        queue.put(element);
        element.add("too late");
        assertThat(queue.take()).containsExactly("as it was").isNotSameAs(element);
    }

    @Test
    @Case("QUEUE-04")
    void joinTasks_waitsUntilEachElementIsDone() throws Exception {
        SharedQueue<Integer> queue = manager.queue();
        queue.joinTasks();
        for (int round = 0; round < 2; round++) {
            IntStream.range(0, 10).forEach(queue::add);
            Caller<String> joiner = Caller.of(() -> {
                queue.joinTasks();
                return "joined";
            });
            assertThat(queue.joinTasks(MOMENT)).isFalse();
            List<Caller<Boolean>> workers = Stream.generate(() -> Caller.of(() -> workOff(queue)))
                    .limit(3)
                    .toList();
            for (Caller<Boolean> worker : workers) {
                worker.value();
            }
            assertThat(queue.joinTasks(MOMENT)).as("nine of ten").isFalse();
            assertThat(joiner.isDone()).isFalse();
            queue.take();
            queue.taskDone();
            assertThat(joiner.value()).isEqualTo("joined");
        }
        assertThatIllegalStateException().isThrownBy(queue::taskDone);
        assertThat(queue.joinTasks(Duration.ZERO)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> queue.joinTasks(Duration.ofNanos(-1)));
    }

    private static boolean workOff(SharedQueue<Integer> queue) throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            queue.take();
            queue.taskDone();
        }
        return true;
    }

    @Test
    @Case("QUEUE-05")
    void anElementThatCannotBeWritten_failsItsCall_andTakesNoRoom() throws Exception {
        SharedQueue<Object> queue = manager.queue(1);
        Thread bad = Thread.currentThread();
        assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> queue.put(bad));
        assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> queue.offer(bad));
        assertThat(queue.size()).isZero();
        assertThat(queue.offer(true)).isTrue();
        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.take()).isEqualTo(true);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    @Case("QUEUE-06")
    void aClosedQueue_refusesElements_andGivesThoseItHas() throws Exception {
        SharedQueue<Integer> queue = manager.queue(2);
        queue.addAll(List.of(1, 2));
        Caller<Boolean> waitsForRoom = Caller.of(() -> queue.offer(3, 150, TimeUnit.SECONDS));
        await().until(waitsForRoom::isWaiting);
        assertThat(queue.isClosed()).isFalse();
        queue.close();
        queue.close();
        assertThat(queue.isClosed()).isTrue();
        assertThat(waitsForRoom.failure()).isInstanceOf(IllegalStateException.class);
        assertThatIllegalStateException().isThrownBy(() -> queue.put(3)).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> queue.offer(3));
        assertThatIllegalStateException().isThrownBy(() -> queue.add(3));
        assertThat(queue.take()).isEqualTo(1);
        assertThat(queue.poll()).isEqualTo(2);
        assertThatIllegalStateException().isThrownBy(queue::take);
        assertThatIllegalStateException().isThrownBy(queue::poll);
        assertThatIllegalStateException().isThrownBy(() -> queue.poll(1, TimeUnit.DAYS));
    }

    @Test
    @Case("QUEUE-06")
    void close_endsThoseWhoWaitForAnElement() throws Exception {
        SharedQueue<Integer> queue = manager.queue();
        List<Caller<Integer>> takers =
                List.of(Caller.of(queue::take), Caller.of(() -> queue.poll(150, TimeUnit.SECONDS)));
        for (Caller<Integer> taker : takers) {
            await().until(taker::isWaiting);
        }
        queue.close();
        for (Caller<Integer> taker : takers) {
            assertThat(taker.failure()).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    @Case("QUEUE-06")
    void close_leavesToWhoWaits_whatWasPutJustBefore() throws Exception {
        for (int i = 0; i < 50; i++) {
            SharedQueue<Integer> queue = manager.queue();
            Caller<Integer> taker = Caller.of(queue::take);
            await().pollInterval(Duration.ofMillis(1)).until(taker::isWaiting);
            queue.put(i);
            queue.close();
            assertThat(taker.value()).isEqualTo(i);
        }
    }

    @Test
    @Case("QUEUE-07")
    void orders_areByAgeByYouthAndByRank() throws Exception {
        assertThat(inAndOut(manager.queue(3))).containsExactly(111, 333, 222);
        assertThat(inAndOut(manager.lifoQueue(3))).containsExactly(222, 333, 111);
        assertThat(inAndOut(manager.priorityQueue(3))).containsExactly(111, 222, 333);
        assertThat(inAndOut(manager.redeliveringQueue(3))).containsExactly(111, 333, 222);
    }

    private static List<Integer> inAndOut(SharedQueue<Integer> queue) throws InterruptedException {
        for (int element : new int[] {111, 333, 222}) {
            queue.put(element);
        }
        assertThat(queue.offer(444)).isFalse();
        return List.of(queue.take(), queue.take(), queue.take());
    }

    @Test
    @Case("QUEUE-07")
    void negativeLimits_andBadArguments_areRefused() {
        SharedQueue<Integer> queue = manager.queue(1);
        assertThatIllegalArgumentException().isThrownBy(() -> queue.offer(1, -1, TimeUnit.SECONDS));
        assertThatIllegalArgumentException().isThrownBy(() -> queue.poll(-1, TimeUnit.SECONDS));
        assertThatIllegalArgumentException().isThrownBy(() -> manager.queue(0));
        assertThatIllegalArgumentException().isThrownBy(() -> manager.lifoQueue(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> manager.priorityQueue(0));
        assertThatIllegalArgumentException().isThrownBy(() -> manager.redeliveringQueue(0));
        assertThatNullPointerException().isThrownBy(() -> queue.put(null));
        assertThatNullPointerException().isThrownBy(() -> queue.offer(null));
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void ofEqualRank_theFirstInIsTheFirstOut_andWhatHasNoRankIsRefused() throws Exception {
        SharedQueue<Object> queue = manager.priorityQueue(10);
        for (String word : List.of("b", "a", "b", "a")) {
            queue.put(new Ranked(word.charAt(0), word + queue.size()));
        }
        assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> queue.put("not ranked"));
        assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> queue.offer(List.of()));
        var names = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            names.add(((Ranked) queue.take()).name());
        }
        assertThat(names).containsExactly("a1", "a3", "b0", "b2");
    }

    private record Ranked(int rank, String name) implements Comparable<Ranked> {
        @Override
        public int compareTo(Ranked other) {
            return Integer.compare(rank, other.rank);
        }
    }

    @Test
    void anInterruptedWaiter_takesNothing() throws Exception {
        SharedQueue<Integer> queue = manager.queue();
        Caller<Integer> taker = Caller.of(queue::take);
        await().until(taker::isWaiting);
        taker.interrupt();
        assertThat(taker.failure()).isInstanceOf(InterruptedException.class);
        queue.put(1);
        assertThat(queue.take()).isEqualTo(1);
    }

    @Test
    void aRedeliveringQueue_isToldByWhoTook() throws Exception {
        SharedQueue<Integer> queue = manager.redeliveringQueue(5);
        queue.put(1);
        assertThatIllegalStateException().isThrownBy(queue::taskDone);
        queue.take();
        assertThat(queue.joinTasks(MOMENT)).isFalse();
        queue.taskDone();
        queue.joinTasks();
        assertThatIllegalStateException().isThrownBy(queue::taskDone);
    }

    @Test
    void largeElements_andManyThreads_loseNothing() throws Exception {
        SharedQueue<int[]> queue = manager.queue(4);
        Caller<Long> producer = Caller.of(() -> produce(queue, 25));
        Caller<Long> other = Caller.of(() -> produce(queue, 25));
        Caller<Long> consumer = Caller.of(() -> consume(queue, 25));
        long here = consume(queue, 25);
        assertThat(here + consumer.value()).isEqualTo(producer.value() + other.value());
        assertThat(queue.isEmpty()).isTrue();
    }

    private static long produce(SharedQueue<int[]> queue, int elements) throws InterruptedException {
        long sum = 0;
        for (int i = 0; i < elements; i++) {
            int[] element = new int[1 + 10_000 * (i % 10)];
            element[element.length - 1] = i;
            sum += i;
            queue.put(element);
        }
        return sum;
    }

    private static long consume(SharedQueue<int[]> queue, int elements) throws InterruptedException {
        long sum = 0;
        for (int i = 0; i < elements; i++) {
            int[] element = queue.take();
            sum += element[element.length - 1];
        }
        return sum;
    }
}
