package dev.taskpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.taskpool.testkit.Case;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A timer runs its action once, or not at all. */
class TimerTest {
    private static final Duration FAR_AWAY = Duration.ofDays(400);

    private final AtomicInteger runs = new AtomicInteger();

    @Test
    @Case("TIMER-01")
    void after_itsTime_runsOnce_notBefore() throws Exception {
        long start = System.nanoTime();
        Timer timer = Timer.after(Duration.ofMillis(50), runs::incrementAndGet);
        timer.join();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000);
        assertThat(runs).hasValue(1);
        assertThat(timer.cancel()).as("too late").isFalse();
        timer.join();
        assertThat(runs).hasValue(1);
    }

    @Test
    @Case("TIMER-01")
    void cancel_beforeItsTime_keepsItFromRunning() throws Exception {
        Timer cancelled = Timer.after(FAR_AWAY, runs::incrementAndGet);
        Timer other = Timer.after(Duration.ZERO, runs::incrementAndGet);
        assertThat(cancelled.cancel()).isTrue();
        assertThat(cancelled.cancel()).as("again").isTrue();
        cancelled.join();
        other.join();
        assertThat(runs).as("runs of the other").hasValue(1);
    }

    @Test
    void cancel_whileItRuns_isTooLate() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Timer timer = Timer.after(Duration.ZERO, () -> {
            begun.countDown();
            awaitQuietly(goOn);
            runs.incrementAndGet();
        });
        begun.await();
        assertThat(timer.cancel()).isFalse();
        goOn.countDown();
        timer.join();
        assertThat(runs).hasValue(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void join_inItsOwnAction_isRefused() throws Exception {
        CompletableFuture<Timer> self = new CompletableFuture<>();
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        self.complete(Timer.after(Duration.ZERO, () -> {
            try {
                self.join().join();
            } catch (IllegalStateException | InterruptedException e) {
                refused.complete(e);
            }
        }));
        assertThat(refused.get(150, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
        self.join().join();
    }

    @Test
    void after_badArguments_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timer.after(Duration.ofMillis(-1), runs::incrementAndGet))
                .withMessageContaining("PT-0.001S");
        assertThatNullPointerException().isThrownBy(() -> Timer.after(Duration.ZERO, null));
    }
}
