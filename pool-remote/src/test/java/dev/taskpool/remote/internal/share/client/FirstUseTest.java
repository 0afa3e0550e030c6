package dev.taskpool.remote.internal.share.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.process.Connection;
import dev.taskpool.process.Pipe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FirstUseTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void anEnd_usedFirstByTwoThreadsAtOnce_isHeldForBoth() throws Exception {
        var start = new CyclicBarrier(2);
        for (int i = 0; i < 500; i++) {
            Pipe<Integer> pipe = Pipe.open();
            try (Connection<Integer> left = pipe.left();
                    Connection<Integer> right = pipe.right()) {
                left.send(i);
                Callable<Boolean> use = () -> {
                    start.await();
                    return right.poll(Duration.ofSeconds(30));
                };
                for (Future<Boolean> used : threads.invokeAll(List.of(use, use))) {
                    assertThat(used.get()).isTrue();
                }
            }
        }
    }
}
