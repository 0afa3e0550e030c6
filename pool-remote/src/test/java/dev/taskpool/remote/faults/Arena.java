package dev.taskpool.remote.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.PoolStats;
import dev.taskpool.TaskPool;
import dev.taskpool.WorkerInfo;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Plays cells of one backend, most of them in one pool, and sees that each leaves it whole. */
final class Arena implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int CHECKED_ITEMS = 20;

    /** After these a worker is as it was. */
    private static final Set<Fault> TRACELESS =
            EnumSet.of(Fault.THROW, Fault.THROW_ERROR, Fault.STACK_OVERFLOW, Fault.INTERRUPT, Fault.HUGE_OUTPUT);

    private final Backend backend;
    private final Path folder;
    private TaskPool shared;
    private int played;

    /**
     * An arena without a pool yet.
     *
     * @param folder the test's own
     */
    Arena(Backend backend, Path folder) {
        this.backend = backend;
        this.folder = folder;
    }

    /**
     * Plays a cell; fails if anything is not as expected.
     *
     * @param eye is told what is seen, be it as expected or not
     */
    void play(Cell cell, Expectation expected, Consumer<Observation> eye) throws Exception {
        Harm.share();
        System.setProperty(Harm.LEFT_PIDS, Harm.leftPids(folder).toString());
        try {
            if (cell.moment() == Moment.DRAINING) {
                playToTheEnd(cell, expected, eye);
            } else {
                playOn(cell, expected, eye);
            }
        } finally {
            Harm.release();
        }
    }

    private void playOn(Cell cell, Expectation expected, Consumer<Observation> eye) throws Exception {
        TaskPool pool = shared == null ? start() : shared;
        shared = null; // unless it turns out to be whole
        try {
            awaitTwoIdle(pool);
            PoolStats before = pool.stats();
            Scene scene = new Scene(cell, pool, folder, orderFile(cell));
            check(expected, scene.play(), eye);
            checkWhole(cell, expected, pool, before, scene);
            retire(cell, pool, scene.order());
            checkNothingLeft();
            shared = pool;
        } finally {
            if (shared == null) {
                pool.terminate();
            }
        }
    }

    /** Its own pool, which ends. */
    private void playToTheEnd(Cell cell, Expectation expected, Consumer<Observation> eye) throws Exception {
        try (TaskPool pool = start()) {
            awaitTwoIdle(pool);
            PoolStats before = pool.stats();
            Scene scene = new Scene(cell, pool, folder, orderFile(cell));
            check(expected, scene.play(), eye);
            Harm.release();
            assertThat(pool.join(LIMIT)).as("the pool ends").isTrue();
            PoolStats after = pool.stats();
            checkCounts(before, after, scene.items());
            assertThat(after.workersLost() - before.workersLost())
                    .as("lost workers")
                    .isEqualTo(expected.worker().lost);
            assertThat(pool.isTerminated()).isTrue();
            checkNothingLeft();
        }
    }

    private static void check(Expectation expected, Observation seen, Consumer<Observation> eye) {
        eye.accept(seen);
        assertThat(seen.seen()).as("what the caller sees").isEqualTo(expected.seen());
    }

    private TaskPool start() throws IOException {
        return backend.pool(folder, file(Moment.BEFORE_HELLO), file(Moment.INITIALIZER));
    }

    private Path file(Moment moment) {
        return folder.resolve(moment.name());
    }

    private Path orderFile(Cell cell) {
        boolean fixed = cell.moment() == Moment.BEFORE_HELLO || cell.moment() == Moment.INITIALIZER;
        return fixed ? file(cell.moment()) : folder.resolve("order-" + ++played);
    }

    private void checkWhole(Cell cell, Expectation expected, TaskPool pool, PoolStats before, Scene scene)
            throws Exception {
        assertThat(scene.rendezvous().get(LIMIT)).isEqualTo(Bomb.WORTH);
        assertThat(pool.map(Tasks::square, Inputs.range(CHECKED_ITEMS), 1)).isEqualTo(Inputs.squares(CHECKED_ITEMS));
        awaitTwoIdle(pool);
        PoolStats after = pool.stats();
        checkCounts(before, after, scene.items() + CHECKED_ITEMS);
        boolean replaced = cell.moment() == Moment.BEFORE_HELLO || cell.moment() == Moment.INITIALIZER;
        assertThat(after.workersStarted() - before.workersStarted())
                .as("workers started")
                .isEqualTo(expected.worker().started + (replaced ? 1 : 0));
        assertThat(after.workersLost() - before.workersLost())
                .as("workers lost")
                .isEqualTo(expected.worker().lost);
    }

    private static void checkCounts(PoolStats before, PoolStats after, int items) {
        assertThat(after.queued()).as("queued").isZero();
        assertThat(after.running()).as("running").isZero();
        assertThat(after.completed() + after.failed() - before.completed() - before.failed())
                .as("items ended")
                .isEqualTo(items);
    }

    private static void awaitTwoIdle(TaskPool pool) {
        await("two idle workers").atMost(LIMIT).until(() -> {
            List<WorkerInfo> workers = pool.stats().workers();
            return workers.size() == 2 && workers.stream().allMatch(worker -> worker.state() == WorkerInfo.State.IDLE);
        });
    }

    /** Whoever did the harm must not spoil the next cell, if he still lives and is a process. */
    private static void retire(Cell cell, TaskPool pool, Order order) {
        if (TRACELESS.contains(cell.fault()) || cell.backend() == Backend.THREADS) {
            return;
        }
        long pid = order.takersPid();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        await("the end of " + pid)
                .atMost(LIMIT)
                .until(() -> pool.stats().workers().stream().noneMatch(worker -> worker.pid() == pid));
        awaitTwoIdle(pool);
    }

    /** What a worker has left ends with it; what this JVM has left must be ended by itself. */
    private void checkNothingLeft() throws IOException {
        Path pids = Harm.leftPids(folder);
        if (!Files.exists(pids)) {
            return;
        }
        List<Long> left = Files.readAllLines(pids).stream().map(Long::valueOf).toList();
        Files.delete(pids);
        if (backend == Backend.THREADS) {
            left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
        try {
            await("the end of processes left behind")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> left.stream()
                            .noneMatch(pid -> ProcessHandle.of(pid)
                                    .filter(ProcessHandle::isAlive)
                                    .isPresent()));
        } finally {
            left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    @Override
    public void close() {
        Harm.release();
        if (shared != null) {
            shared.close();
        }
    }
}
