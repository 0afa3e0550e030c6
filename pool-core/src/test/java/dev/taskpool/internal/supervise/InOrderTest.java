package dev.taskpool.internal.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InOrderTest {
    private final ResultThreads threads = new ResultThreads(task -> new Thread(task, "own"));
    private final InOrder steps = new InOrder(threads);
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean enough = new AtomicBoolean();

    @AfterEach
    void end() throws InterruptedException {
        assertThat(threads.end(30)).isTrue();
    }

    private void step(String name) {
        ran.add(name + " in " + Thread.currentThread().getName());
    }

    private Thread helper() {
        var helper = new Thread(() -> steps.help(enough::get), "helper");
        helper.start();
        return helper;
    }

    private static void awaitWaiting(Thread thread) {
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void steps_withoutAHelper_runInTheirOrderOnThePoolsThreads() throws Exception {
        var last = new CountDownLatch(1);
        steps.execute(() -> step("first"));
        steps.execute(() -> step("second"));
        steps.execute(last::countDown);

        last.await();
        assertThat(ran).containsExactly("first in own", "second in own");
    }

    @Test
    void steps_whileSomebodyWaits_runInHisThread() throws Exception {
        Thread helper = helper();
        awaitWaiting(helper);

        steps.execute(() -> step("first"));
        steps.execute(() -> {
            step("second");
            enough.set(true);
        });
        helper.join();

        assertThat(ran).containsExactly("first in helper", "second in helper");
        assertThat(threads.idle()).isTrue();
    }

    @Test
    void steps_afterTheHelperWasInterrupted_areRunByOthers() throws Exception {
        Thread helper = helper();
        awaitWaiting(helper);
        var last = new CountDownLatch(1);

        steps.execute(() -> {
            step("first");
            steps.execute(() -> step("second"));
            steps.execute(last::countDown);
            Thread.currentThread().interrupt();
        });
        helper.join();
        last.await();

        assertThat(ran).containsExactly("first in helper", "second in own");
    }

    @Test
    void helper_whoComesWhileAStepRuns_doesNotWait() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        steps.execute(() -> {
            begun.countDown();
            awaitUninterruptibly(goOn);
        });
        begun.await();

        steps.help(enough::get);
        goOn.countDown();
    }

    @Test
    void helper_ofAForkJoinPool_isNotTaken_becauseThatPoolMustKnowThatItWaits() throws Exception {
        var pool = new ForkJoinPool(1);
        pool.submit(() -> steps.help(enough::get)).get();
        pool.shutdown();
    }

    @Test
    void end_whileAHelperReads_waitsForIt() throws Exception {
        Thread helper = helper();
        awaitWaiting(helper);
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        steps.execute(() -> {
            begun.countDown();
            awaitUninterruptibly(goOn);
            enough.set(true);
        });
        begun.await();

        assertThat(threads.idle()).isFalse();
        assertThat(threads.end(0)).isFalse();
        goOn.countDown();
        helper.join();
    }

    @Test
    void steps_thatThrow_doNotKeepTheNextFromRunning() throws Exception {
        Thread helper = helper();
        awaitWaiting(helper);

        steps.execute(() -> {
            throw new IllegalStateException("thrown by the test");
        });
        steps.execute(() -> enough.set(true));
        helper.join();

        assertThat(threads.idle()).isTrue();
    }
}
