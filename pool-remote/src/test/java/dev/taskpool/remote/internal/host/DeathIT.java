package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.TaskFunction;
import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.spi.WorkUnit;
import dev.taskpool.spi.WorkerCommand;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerEvent.Stage;
import dev.taskpool.spi.WorkerExit.Cause;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class DeathIT {
    @TempDir
    Path folder;

    private static Object sleepLong(Object ignored) throws InterruptedException {
        Thread.sleep(600_000); // until it is killed
        return ignored;
    }

    private String marker() {
        return folder.resolve("begun").toString();
    }

    /** Leaves a mark and then never ends. */
    private TaskFunction<Integer, Object> hang() {
        String marker = marker();
        return i -> {
            Files.writeString(Path.of(marker), "");
            return sleepLong(i);
        };
    }

    private void awaitMarker() {
        await().atMost(Site.LONG).until(() -> Files.exists(Path.of(marker())));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 7})
    void exit_isLostWithItsCode(int code) throws Exception {
        try (var site = new Site()) {
            var worker = site.start().ready();
            WorkUnit unit = site.unit(
                    1,
                    0,
                    (Integer i) -> {
                        System.err.println("bye");
                        System.exit(i);
                        return i;
                    },
                    List.of(code));
            worker.tell(Site.run(unit));

            var gone = worker.gone(Cause.LOST);
            assertThat(gone.exit().exitCode()).isEqualTo(code);
            assertThat(gone.exit().reason()).isEqualTo(Reason.EXITED);
            assertThat(gone.exit().stderrTail()).contains("bye");
            assertThat(gone.blame()).isEqualTo(new Blame(unit.id(), 0, Stage.RUNNING));
        }
    }

    @Test
    void halt_losesNothingThatHadEnded() throws Exception {
        try (var site = new Site()) {
            var worker = site.start().ready();
            WorkUnit unit = site.unit(
                    1,
                    0,
                    (Integer i) -> {
                        if (i == 500) {
                            Runtime.getRuntime().halt(1);
                        }
                        return i;
                    },
                    java.util.stream.IntStream.range(0, 1_000).boxed().toList());
            worker.tell(Site.run(unit));

            assertThat(site.values(500)).last().isEqualTo(499);
            assertThat(worker.gone(Cause.LOST).blame()).isEqualTo(new Blame(unit.id(), 500, Stage.RUNNING));
        }
    }

    @Test
    void killFromOutside_isLostToASignal() throws Exception {
        try (var site = new Site()) {
            var worker = site.start().ready();
            WorkUnit unit = site.unit(1, 0, hang(), List.of(1, 2));
            worker.tell(Site.run(unit));
            awaitMarker();
            signal("KILL", worker.pid);

            var gone = worker.gone(Cause.LOST);
            assertThat(gone.exit().exitCode()).isEqualTo(137);
            assertThat(gone.exit().reason()).isEqualTo(Reason.SIGNAL);
            assertThat(gone.blame()).isEqualTo(new Blame(unit.id(), 0, Stage.RUNNING));
        }
    }

    @Test
    void killOfAnIdleWorker_blamesNothing() throws Exception {
        try (var site = new Site()) {
            var worker = site.start().ready();
            signal("KILL", worker.pid);

            assertThat(worker.gone(Cause.LOST).blame()).isNull();
        }
    }

    @Test
    void nativeCrash_isToldWithItsReport() throws Exception {
        try (var site = new Site()) {
            var worker = site.start().ready();
            WorkUnit unit = site.unit(1, 0, (Integer i) -> crash(), List.of(1));
            worker.tell(Site.run(unit));

            var gone = worker.gone(Cause.LOST);
            assertThat(gone.exit().exitCode()).isEqualTo(134);
            assertThat(gone.exit().reason()).isEqualTo(Reason.SIGNAL);
            assertThat(gone.exit().stderrTail()).contains("SIGSEGV").contains("Problematic frame");
            assertThat(gone.blame()).isEqualTo(new Blame(unit.id(), 0, Stage.RUNNING));
        }
    }

    /** Through reflection, because the compiler warns of the class itself. */
    private static Object crash() throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        var field = type.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        return type.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
    }

    @Test
    void exhaustedHeap_isOutOfMemory() throws Exception {
        try (var site = new Site()) {
            var worker = site.start().ready();
            worker.tell(Site.run(site.unit(
                    1,
                    0,
                    (Integer i) -> {
                        byte[][] hoard = new byte[1 << 20][];
                        for (int n = 0; n < hoard.length; n++) {
                            hoard[n] = new byte[1 << 20];
                        }
                        return hoard.length;
                    },
                    List.of(1))));

            assertThat(worker.gone(Cause.LOST).exit().reason()).isEqualTo(Reason.OUT_OF_MEMORY);
        }
    }

    /** Ends the process that reads it. */
    private static final class Poison implements Serializable {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) {
            Runtime.getRuntime().halt(5);
        }
    }

    @Test
    void deathWhileTheItemIsRead_isBlamedOnTheReading() throws Exception {
        try (var site = new Site()) {
            var worker = site.start().ready();
            WorkUnit unit = site.unit(1, 0, (Object i) -> 0, List.of(1, new Poison()));
            worker.tell(Site.run(unit));

            site.values(1);
            assertThat(worker.gone(Cause.LOST).blame()).isEqualTo(new Blame(unit.id(), 1, Stage.READING_ITEM));
        }
    }

    @Test
    void frozenWorker_isUnreachableAndKilled() throws Exception {
        var wish = new Site.Wish();
        wish.heartbeatTimeout = Duration.ofSeconds(6);
        try (var site = new Site(wish)) {
            var worker = site.start().ready();
            worker.tell(Site.run(site.unit(1, 0, hang(), List.of(1))));
            awaitMarker();
            signal("STOP", worker.pid);

            var gone = worker.gone(Cause.LOST);
            assertThat(gone.exit().reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(gone.blame()).isNotNull();
        }
    }

    @Test
    void timeLimit_endsTheWorkerOfThatItem() throws Exception {
        try (var site = new Site()) {
            var worker = site.start().ready();
            long limit = TimeUnit.MILLISECONDS.toNanos(500);
            WorkUnit unit = site.unit(1, limit, (Integer i) -> i == 2 ? sleepLong(i) : i, List.of(0, 1, 2, 3));
            worker.tell(Site.run(unit));

            site.values(2);
            var gone = worker.gone(Cause.TIME_LIMIT);
            assertThat(gone.blame()).isEqualTo(new Blame(unit.id(), 2, Stage.RUNNING));
        }
    }

    @Test
    void timeLimit_withGrace_interruptsFirst() throws Exception {
        var wish = new Site.Wish();
        wish.interruptGrace = Duration.ofSeconds(30);
        try (var site = new Site(wish)) {
            var worker = site.start().ready();
            long limit = TimeUnit.MILLISECONDS.toNanos(500);
            WorkUnit unit = site.unit(
                    1,
                    limit,
                    (Integer i) -> {
                        try {
                            return sleepLong(i);
                        } catch (InterruptedException e) {
                            if (i == 2) {
                                throw e;
                            }
                            return "partial " + i;
                        }
                    },
                    List.of(0, 1, 2, 3));
            worker.tell(Site.run(unit));

            assertThat(site.values(2)).containsExactly("partial 0", "partial 1");
            var gone = worker.gone(Cause.TIME_LIMIT);
            assertThat(gone.blame()).isEqualTo(new Blame(unit.id(), 2, Stage.RUNNING));
        }
    }

    @Test
    void termGrace_letsTheWorkerTidyUp() throws Exception {
        var wish = new Site.Wish();
        wish.termGrace = Duration.ofSeconds(30);
        String tidied = folder.resolve("tidied").toString();
        wish.initializer = () -> Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Files.writeString(Path.of(tidied), "");
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }));
        try (var site = new Site(wish)) {
            var worker = site.start().ready();
            worker.tell(Site.run(site.unit(1, 0, hang(), List.of(1))));
            awaitMarker();
            worker.tell(new WorkerCommand.Cancel(1, true));

            assertThat(worker.gone(Cause.CANCELLED).exit().exitCode()).isEqualTo(143);
            assertThat(Path.of(tidied)).exists();
        }
    }

    @Test
    void cancel_endsTheWorkerOnlyForItsCall() throws Exception {
        try (var site = new Site()) {
            var worker = site.start().ready();
            WorkUnit hanging = site.unit(1, 0, hang(), List.of(1, 2));
            WorkUnit other = site.unit(2, 0, (Integer i) -> i, List.of(1, 2));
            worker.tell(Site.run(hanging, other));
            awaitMarker();

            worker.tell(new WorkerCommand.Cancel(2, true));
            assertThat(site.expect(WorkerEvent.Dropped.class).pieces()).hasSize(1);
            worker.tell(new WorkerCommand.Cancel(1, false));
            assertThat(site.expect(WorkerEvent.Dropped.class).pieces()).hasSize(1);
            worker.tell(new WorkerCommand.Cancel(1, true));
            assertThat(worker.gone(Cause.CANCELLED).blame()).isEqualTo(new Blame(hanging.id(), 0, Stage.RUNNING));
        }
    }

    @Test
    void kill_endsDescendantsToo() throws Exception {
        try (var site = new Site()) {
            var worker = site.start().ready();
            worker.tell(Site.run(site.unit(
                    1,
                    0,
                    (Integer i) -> new ProcessBuilder("sleep", "600").start().pid(),
                    List.of(1))));
            long descendant = (Long) site.values(1).get(0);
            worker.tell(new WorkerCommand.Kill());

            worker.gone(Cause.STOPPED);
            await().until(() -> ProcessHandle.of(descendant).isEmpty());
        }
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
