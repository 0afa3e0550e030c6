package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.ToWorker;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerExit.Cause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** From the start of a child until it is ready, or is not. */
class HostStartTest extends HostRig {
    @Test
    void start_thatFails_isToldWithItsCause() {
        var failure = new IOException("no room");
        spawn((worker, secret, parent) -> {
            throw failure;
        });

        WorkerEvent.Gone gone = expectGone(Cause.NOT_STARTED);
        assertThat(gone.exit().failure()).isSameAs(failure);
        assertThat(gone.exit().exitCode()).isEqualTo(-1);
    }

    @Test
    void start_thatTakesTooLong_isEnded() {
        startTimeout = Duration.ofMillis(200);
        start();

        WorkerEvent.Gone gone = expectGone(Cause.NOT_STARTED);
        assertThat(gone.exit().failure()).isInstanceOf(TimeoutException.class);
        assertThat(child.kills).containsExactly(Duration.ZERO);
    }

    @Test
    void start_beforeItsTurn_waits_andItsTimeBeginsWithTheTurn() {
        startTimeout = Duration.ofMillis(200);
        CompletableFuture<Void> another = turns.take();
        start();
        supervisor.expectNoMessage(Duration.ofMillis(400));
        assertThat(file).isNull();

        turns.end(another);
        assertThat(expectGone(Cause.NOT_STARTED).exit().failure()).isInstanceOf(TimeoutException.class);
        assertThat(file).isNotNull();
    }

    @Test
    void greeting_endsTheTurn_whileTheInitializerStillRuns() throws Exception {
        start();
        FromWorker.Hello hello = hello(); // once it has its turn
        CompletableFuture<Void> next = turns.take();
        assertThat(next).isNotDone();

        host.tell(hello);
        next.get(150, TimeUnit.SECONDS);
    }

    @Test
    void start_thatFails_endsTheTurn() throws Exception {
        spawn((worker, secret, parent) -> {
            throw new IOException("no room");
        });
        expectGone(Cause.NOT_STARTED);

        turns.take().get(150, TimeUnit.SECONDS);
    }

    @Test
    void processThatEndsBeforeItIsReady_isNotStarted() throws Exception {
        start();
        host.tell(hello());
        child.exits(1);

        WorkerEvent.Gone gone = expectGone(Cause.NOT_STARTED);
        assertThat(gone.exit().exitCode()).isEqualTo(1);
        assertThat(gone.exit().stderrTail()).isEqualTo("tail");
        assertThat(gone.exit().failure()).isNull();
    }

    @Test
    void initializerThatThrows_isToldWhicheverComesFirst() throws Exception {
        start();
        host.tell(hello());
        child.exits(1);
        host.tell(new FromWorker.InitializerFailed("bad".getBytes(StandardCharsets.UTF_8)));

        WorkerEvent.Gone gone = expectGone(Cause.NOT_STARTED);
        assertThat(gone.exit().failure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("bad");
        assertThat(gone.exit().exitCode()).isEqualTo(1);
    }

    @Test
    void initializerThatThrows_isReadBeforeTheChildMayLeave() throws Exception {
        start();
        host.tell(hello());
        host.tell(new FromWorker.InitializerFailed("bad".getBytes(StandardCharsets.UTF_8)));

        agent.expectMessage(new ToWorker.Leave());
        child.exits(1);
        assertThat(expectGone(Cause.NOT_STARTED).exit().failure()).hasMessage("bad");
        assertThat(child.kills).isEmpty();
    }

    @Test
    void greetingOfAStranger_isRefused() throws Exception {
        start();
        FromWorker.Hello hello = hello();
        host.tell(new FromWorker.Hello(hello.protocolVersion(), 5, "guess", 1, hello.agent()));
        host.tell(new FromWorker.Ready());
        host.tell(new FromWorker.InitializerFailed(new byte[0]));
        supervisor.expectNoMessage(Duration.ofMillis(100));

        host.tell(hello);
        host.tell(new FromWorker.Ready());
        supervisor.expectMessageClass(WorkerEvent.Ready.class);
    }

    @Test
    void greetingInAnotherVersion_endsTheChild() throws Exception {
        start();
        FromWorker.Hello hello = hello();
        host.tell(new FromWorker.Hello(99, 5, hello.token(), 1, hello.agent()));

        WorkerEvent.Gone gone = expectGone(Cause.NOT_STARTED);
        assertThat(gone.exit().failure())
                .hasMessageContaining("protocol version")
                .hasMessageContaining("99");
    }
}
