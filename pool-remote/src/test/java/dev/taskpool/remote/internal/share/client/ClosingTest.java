package dev.taskpool.remote.internal.share.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskpool.process.Connection;
import dev.taskpool.process.Pipe;
import dev.taskpool.sync.SharedQueue;
import java.io.EOFException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was sent before the end arrives before the end, also at those who waited for it. */
@Timeout(60)
class ClosingTest {
    private static final int ROUNDS = 200;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** A thread that is about to wait, or waits. */
    private <T> Future<T> started(Callable<T> call) {
        var running = new CompletableFuture<Void>();
        Future<T> result = threads.submit(() -> {
            running.complete(null);
            return call.call();
        });
        running.join();
        return result;
    }

    @Test
    void close_afterPut_waitingTakerGetsTheElement() throws Exception {
        try (var manager = OwnManager.start()) {
            for (int i = 0; i < ROUNDS; i++) {
                SharedQueue<Integer> queue = manager.queue();
                Future<Integer> taken = started(queue::take);
                queue.put(i);
                queue.close();
                assertThat(taken.get()).isEqualTo(i);
                assertThatThrownBy(queue::take).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void close_afterSend_waitingReceiverGetsTheMessage() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Pipe<Integer> pipe = Pipe.open();
            try (Connection<Integer> right = pipe.right()) {
                Future<Integer> received = started(right::receive);
                pipe.left().send(i);
                pipe.left().close();
                assertThat(received.get()).isEqualTo(i);
                assertThatThrownBy(right::receive).isInstanceOf(EOFException.class);
            }
        }
    }
}
