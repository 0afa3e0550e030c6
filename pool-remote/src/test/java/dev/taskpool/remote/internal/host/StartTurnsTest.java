package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StartTurnsTest {
    private final StartTurns turns = new StartTurns(2);

    @Test
    void turns_comeToSoManyAtOnce_andToTheNextWhenOneEnds() {
        CompletableFuture<Void> first = turns.take();
        CompletableFuture<Void> second = turns.take();
        CompletableFuture<Void> third = turns.take();
        CompletableFuture<Void> fourth = turns.take();
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(third).isNotDone();

        turns.end(second);
        assertThat(third).isCompleted();
        assertThat(fourth).isNotDone();
    }

    @Test
    void aTurnThatEndsBeforeItHasCome_isPassedOver() {
        CompletableFuture<Void> first = turns.take();
        turns.take();
        CompletableFuture<Void> third = turns.take();
        CompletableFuture<Void> fourth = turns.take();

        turns.end(third);
        assertThat(third).isCancelled();
        assertThat(fourth).isNotDone();
        turns.end(first);
        assertThat(fourth).isCompleted();
    }

    @Test
    void allTurnsEnded_asManyComeAgain() {
        CompletableFuture<Void> first = turns.take();
        CompletableFuture<Void> second = turns.take();
        turns.end(first);
        turns.end(second);

        assertThat(turns.take()).isCompleted();
        assertThat(turns.take()).isCompleted();
        assertThat(turns.take()).isNotDone();
    }
}
