package dev.taskpool.remote.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.TaskAction;
import dev.taskpool.TaskContext;
import dev.taskpool.TaskFunction;
import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.OutcomeLog;
import dev.taskpool.remote.internal.wire.StatusPage.Running;
import dev.taskpool.remote.internal.wire.ToWorker;
import dev.taskpool.spi.Piece;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Timeout(300)
class WorkerProcessIT {
    private static final int EXIT_SECONDS = 30;

    @TempDir
    private Path directory;

    private ChildRig child;

    @AfterEach
    void close() throws InterruptedException {
        child.close();
    }

    private void startReady(TaskAction initializer) throws Exception {
        child = new ChildRig(directory, initializer);
        child.greet();
        child.hear(FromWorker.Ready.class);
    }

    private void startReady() throws Exception {
        startReady(null);
    }

    private void run(long id, TaskFunction<Object, Object> function, Object item) {
        child.run(id, function, List.of(item));
    }

    @Test
    void child_runsWork_andLeaves() throws Exception {
        startReady(() -> System.setProperty("prepared", "yes"));

        run(1, i -> i + Thread.currentThread().getName() + System.getProperty("prepared"), "on ");

        assertThat(child.hear(FromWorker.Began.class)).isEqualTo(new FromWorker.Began(1, 0));
        assertThat(child.value()).isEqualTo("on taskpool-taskyes");
        assertThat(child.page.outcomes().read())
                .extracting(OutcomeLog.Entry::unitId)
                .containsExactly(1L);
        child.tell(new ToWorker.Forget(1));
        child.tell(new ToWorker.Leave());
        assertThat(child.exitCode(EXIT_SECONDS)).isZero();
        assertThat(child.written("err")).isEmpty();
        assertThat(child.written("out")).isEmpty();
    }

    @Test
    void agent_whileATaskHogsTheProcessors_answers() throws Exception {
        startReady();
        child.run(1, WorkerProcessIT::hog, List.of(1, 2, 3));
        await().until(() -> child.page.status().running() != null);

        child.tell(new ToWorker.Ping(17));
        assertThat(child.hear(FromWorker.Pong.class).number()).isEqualTo(17);
        child.tell(new ToWorker.TakeBack());
        assertThat(child.hear(FromWorker.GaveBack.class).pieces()).containsExactly(new Piece(1, 2, 3));
        child.tell(new ToWorker.Drop(1));
        assertThat(child.hear(FromWorker.Dropped.class).pieces()).containsExactly(new Piece(1, 1, 2));
        child.tell(new ToWorker.Interrupt(1, 0));
        assertThat(child.value()).isEqualTo("interrupted, cancelled: true");
    }

    private static Object hog(Object item) {
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            var spinning = new Thread(() -> {
                while (true) {
                    Thread.onSpinWait();
                }
            });
            spinning.setDaemon(true);
            spinning.start();
        }
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        return "interrupted, cancelled: " + TaskContext.current().cancelled();
    }

    @Test
    void endOfStdin_whileATaskIsBusy_endsTheChild() throws Exception {
        startReady();
        run(1, WorkerProcessIT::hog, 1);
        await().until(() -> child.page.status().running() != null);

        child.process.getOutputStream().close();

        assertThat(child.exitCode(3)).isEqualTo(Lifeline.EXIT_CODE);
    }

    @Test
    void endOfStdin_whileItIsStarting_endsTheChild() throws Exception {
        child = new ChildRig(directory);
        child.process.getOutputStream().close();

        assertThat(child.exitCode(EXIT_SECONDS)).isEqualTo(Lifeline.EXIT_CODE);
    }

    @Test
    void progressAndLog_reachTheParent() throws Exception {
        startReady();
        run(
                1,
                i -> {
                    TaskContext.current().progress(0.5, "half");
                    LoggerFactory.getLogger("a.task").warn("watch {}", "out");
                    return i;
                },
                1);

        FromWorker.Chatter progress = child.hear(FromWorker.Chatter.class);
        assertThat(progress.progress()).containsExactly(new FromWorker.Progress(1, 0, 0.5, "half"));
        FromWorker.Chatter log = child.hear(FromWorker.Chatter.class);
        assertThat(log.lines()).containsExactly(new FromWorker.LogLine(30, "a.task", "taskpool-task", "watch out", ""));
    }

    @Test
    void task_thatClosesTheStandardStreams_harmsNothing() throws Exception {
        startReady();
        run(
                1,
                i -> {
                    int read = System.in.read();
                    System.in.close();
                    System.out.close();
                    System.err.close();
                    return read;
                },
                1);
        assertThat(child.value()).isEqualTo(-1);
        run(2, i -> System.in.read(), 2);
        assertThat(child.value()).isEqualTo(-1);
    }

    @Test
    void task_thatExits_isNamedByThePage() throws Exception {
        startReady();
        run(
                4,
                i -> {
                    System.exit(7);
                    return i;
                },
                1);

        assertThat(child.exitCode(EXIT_SECONDS)).isEqualTo(7);
        Running running = child.page.status().running();
        assertThat(running).isNotNull();
        assertThat(running.unitId()).isEqualTo(4);
    }

    @Test
    void outOfMemoryError_isTold_thenTheChildEnds() throws Exception {
        startReady();
        run(
                4,
                i -> {
                    throw new OutOfMemoryError("none left");
                },
                1);

        assertThat(child.exitCode(EXIT_SECONDS)).isEqualTo(3);
        assertThat(child.page.status().running()).isNull();
        assertThat(child.page.outcomes().read()).hasSize(1);
        assertThat(child.written("err"))
                .isEqualToIgnoringNewLines("Terminating due to java.lang.OutOfMemoryError: none left");
    }

    @Test
    void initializer_thatFails_isTold_andTheChildExits() throws Exception {
        child = new ChildRig(directory, () -> {
            throw new IOException("not today");
        });
        child.greet();

        byte[] failure = child.hear(FromWorker.InitializerFailed.class).failure();

        assertThat(child.failure(failure).getCause())
                .isInstanceOf(IOException.class)
                .hasMessage("not today");
        child.tell(new ToWorker.Leave());
        assertThat(child.exitCode(EXIT_SECONDS)).isEqualTo(1);
        assertThat(child.written("err")).isEmpty();
    }

    @Test
    void leave_withAHookThatHangs_endsWithTheLifeline() throws Exception {
        startReady();
        run(
                1,
                i -> {
                    Runtime.getRuntime().addShutdownHook(new Thread(WorkerProcessIT::hang));
                    return i;
                },
                1);
        child.value();
        child.tell(new ToWorker.Leave());
        child.tell(new ToWorker.Ping(1));
        child.hear(FromWorker.Pong.class);
        assertThat(child.process.isAlive()).isTrue();

        child.process.getOutputStream().close();

        assertThat(child.exitCode(3)).isEqualTo(Lifeline.EXIT_CODE);
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
