package dev.taskpool.remote.internal.share.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskpool.sync.SharedLock;
import dev.taskpool.sync.SharedQueue;
import java.io.Serializable;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Objects that run user code: what this throws, and how long it takes, is its caller's trouble alone. */
@Timeout(60)
class UserCodeTest {
    private final OwnManager manager = OwnManager.start();

    @AfterEach
    void endManager() {
        manager.close();
    }

    /** A key that is equal to none, loudly. */
    private record Loud(int number) implements Serializable {
        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            throw new AssertionError("compared");
        }
    }

    @Test
    void map_keyThrowsAnErrorWhenCompared_callFailsAndMapIsServedOn() {
        Map<Object, Integer> map = manager.map();
        map.put(new Loud(1), 1);
        assertThatThrownBy(() -> map.put(new Loud(2), 2)).isInstanceOf(AssertionError.class);
        map.put("x", 3);
        assertThat(map.get("x")).isEqualTo(3);
    }

    @Test
    void poll_ofEmptyPriorityQueue_endsWhenTimeIsUp() throws Exception {
        SharedQueue<Integer> queue = manager.priorityQueue(2);
        for (int i = 0; i < 200; i++) {
            assertThat(queue.poll(i % 2, TimeUnit.MICROSECONDS)).isNull();
        }
    }

    /** Keeps the queue's lane busy while it is compared. */
    record Slow(int number) implements Comparable<Slow>, Serializable {
        static final CountDownLatch compared = new CountDownLatch(1);
        static final CountDownLatch mayEnd = new CountDownLatch(1);

        @Override
        public int compareTo(Slow other) {
            compared.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Integer.compare(number, other.number);
        }
    }

    @Test
    void aSlowComparison_holdsUpNoOtherObject() throws Exception {
        SharedQueue<Slow> slow = manager.priorityQueue(10);
        slow.put(new Slow(1));
        var putter = new Thread(() -> slow.offer(new Slow(2)));
        putter.start();
        Slow.compared.await();
        assertThat(manager.semaphore(1).tryAcquire(Duration.ofSeconds(30))).isTrue();
        Slow.mayEnd.countDown();
        putter.join();
        assertThat(slow.take()).isEqualTo(new Slow(1));
    }

    @Test
    @SuppressWarnings("unchecked") // that is what it is about
    void share_objectWithoutThatFace_isRefused() {
        Class<Object> face = (Class<Object>) (Class<?>) Runnable.class;
        assertThatThrownBy(() -> manager.share(face, "no runnable"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
    }

    @Test
    @SuppressWarnings({"JavaUtilDate", "WaitNotInLoop"}) // as the interface has it; nobody wakes it
    void awaitUntil_aDateOfLongAgo_doesNotWait() throws Exception {
        SharedLock lock = manager.lock();
        try (SharedLock.Held held = lock.hold()) {
            assertThat(held).isNotNull();
            assertThat(lock.newCondition().awaitUntil(new Date(Long.MIN_VALUE))).isFalse();
        }
    }
}
