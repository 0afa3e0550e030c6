package dev.taskpool.remote.internal.share.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.process.Connection;
import dev.taskpool.process.Pipe;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadableTest {
    private final Pipe<Integer> pipe = Pipe.open();
    private final Connection<Integer> right = pipe.right();

    @AfterEach
    void close() {
        right.close();
        pipe.left().close();
    }

    @Test
    void onReadable_againWhileNothingCame_isTheSame() {
        assertThat(right.onReadable()).isNotDone().isSameAs(right.onReadable());
    }

    @Test
    void onReadable_inAnotherThread_isNotEndedByTheFirst() throws Exception {
        CompletableFuture<Connection<Integer>> first = right.onReadable();
        CompletableFuture<Connection<Integer>> other =
                CompletableFuture.supplyAsync(right::onReadable).join();
        assertThat(first.cancel(true)).isTrue();
        assertThat(other).isNotDone();
        CompletableFuture<Connection<Integer>> again = right.onReadable();
        pipe.left().send(1);
        assertThat(other.join()).isSameAs(right);
        assertThat(again.join()).isSameAs(right);
        assertThat(right.receive()).isEqualTo(1);
    }

    @Test
    void onReadable_afterAllWasReceived_waitsForMore() throws Exception {
        CompletableFuture<Connection<Integer>> early = right.onReadable();
        pipe.left().send(1);
        assertThat(right.receive()).isEqualTo(1);
        assertThat(right.onReadable()).isNotSameAs(early).isNotDone();
        assertThat(right.poll(Duration.ZERO)).isFalse();
    }
}
