package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskpool.TaskContext;
import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.spi.Codec.FailureContext;
import dev.taskpool.spi.Piece;
import dev.taskpool.spi.WorkUnit;
import dev.taskpool.spi.WorkerCommand;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerExit.Cause;
import dev.taskpool.testkit.Gate;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ProcessSiteIT {
    @TempDir
    Path folder;

    @Test
    void units_areRunInOrder() throws Exception {
        try (var site = new Site()) {
            var worker = site.start().ready();
            List<Integer> items = IntStream.range(0, 1_000).boxed().toList();
            WorkUnit one = site.unit(1, 0, (Integer i) -> i * 2, items);
            WorkUnit two = site.unit(1, 0, (Integer i) -> i * 2, items);
            worker.tell(Site.run(one, two));

            List<Object> values = site.values(2_000);
            assertThat(values.subList(0, 1_000)).isEqualTo(values.subList(1_000, 2_000));
            assertThat(values.get(999)).isEqualTo(1_998);
            worker.tell(new WorkerCommand.Forget(1));
            worker.tell(new WorkerCommand.Stop());
            assertThat(worker.gone(Cause.STOPPED).exit().exitCode()).isZero();
        }
    }

    @Test
    void failure_isToldBetweenValues() throws Exception {
        try (var site = new Site()) {
            var worker = site.start().ready();
            worker.tell(Site.run(site.unit(1, 0, (Integer i) -> 10 / i, List.of(1, 0, 2))));

            assertThat(site.values(1)).containsExactly(10);
            var failed = site.expect(WorkerEvent.Failed.class);
            assertThat(failed.offset()).isEqualTo(1);
            assertThat(site.site.codec().decodeFailure(failed.failure(), new FailureContext(1, 1, 1)))
                    .hasCauseInstanceOf(ArithmeticException.class);
            assertThat(site.values(1)).containsExactly(5);
        }
    }

    @Test
    void severalWorkers_workSideBySide() throws Exception {
        try (var site = new Site()) {
            var one = site.start();
            var two = site.start();
            long first = site.expect(WorkerEvent.Ready.class).pid();
            long second = site.expect(WorkerEvent.Ready.class).pid();
            one.tell(Site.run(
                    site.unit(1, 0, (Integer i) -> TaskContext.current().pid(), List.of(1))));
            two.tell(Site.run(
                    site.unit(1, 0, (Integer i) -> TaskContext.current().pid(), List.of(1))));

            assertThat(site.values(2)).containsExactlyInAnyOrder(first, second);
        }
    }

    @Test
    void aUnitOfManyMegabytes_comesThrough() throws Exception {
        var wish = new Site.Wish();
        wish.jvmOptions = List.of("-Xmx512m");
        try (var site = new Site(wish)) {
            var worker = site.start().ready();
            List<byte[]> items = Collections.nCopies(4_000, new byte[20_000]);
            worker.tell(Site.run(site.unit(1, 0, (byte[] bytes) -> bytes.length, items)));

            assertThat(site.values(4_000)).containsOnly(20_000);
        }
    }

    @Test
    void resultsOfManyMegabytes_comeThrough() throws Exception {
        var wish = new Site.Wish();
        wish.jvmOptions = List.of("-Xmx512m");
        try (var site = new Site(wish)) {
            var worker = site.start().ready();
            List<Integer> items = IntStream.range(0, 4_000).boxed().toList();
            worker.tell(Site.run(site.unit(1, 0, (Integer i) -> new byte[20_000], items)));

            assertThat(site.values(4_000)).allMatch(value -> ((byte[]) value).length == 20_000);
        }
    }

    @Test
    void specification_isMet() throws Exception {
        var wish = new Site.Wish();
        wish.workingDirectory = folder;
        wish.environment = Map.of("TASKPOOL_IT", "yes");
        wish.jvmOptions = List.of("-Dit.option=set", "-Xmx80m", "-XX:+UseParallelGC");
        wish.initializer = () -> System.setProperty("it.initialized", "true");
        try (var site = new Site(wish)) {
            var worker = site.start().ready();
            worker.tell(Site.run(site.unit(
                    1,
                    0,
                    (Integer i) -> String.join(
                            " ",
                            Path.of("").toAbsolutePath().toString(),
                            System.getenv("TASKPOOL_IT"),
                            System.getProperty("it.option"),
                            System.getProperty("it.initialized"),
                            String.valueOf(Runtime.getRuntime().maxMemory() >> 20)),
                    List.of(1))));

            assertThat(site.values(1).get(0).toString()).startsWith(folder.toRealPath() + " yes set true ");
        }
    }

    @Test
    void workingDirectory_thatDoesNotExist_isRefused() {
        var wish = new Site.Wish();
        wish.workingDirectory = folder.resolve("none");

        assertThatThrownBy(() -> new Site(wish))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none (expected: an existing directory)");
    }

    @Test
    void initializer_thatThrows_isTheCause() throws Exception {
        var wish = new Site.Wish();
        wish.initializer = () -> {
            throw new IllegalStateException("no database");
        };
        try (var site = new Site(wish)) {
            var gone = site.start().gone(Cause.NOT_STARTED);
            assertThat(gone.exit().failure())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no database");
        }
    }

    @Test
    void initializer_thatExits_isNotStarted() throws Exception {
        var wish = new Site.Wish();
        wish.initializer = () -> System.exit(9);
        try (var site = new Site(wish)) {
            var gone = site.start().gone(Cause.NOT_STARTED);
            assertThat(gone.exit().exitCode()).isEqualTo(9);
        }
    }

    @Test
    void jvmOption_thatIsUnknown_isToldByTheTail() throws Exception {
        var wish = new Site.Wish();
        wish.jvmOptions = List.of("-XX:+NoSuchOption");
        try (var site = new Site(wish)) {
            var gone = site.start().gone(Cause.NOT_STARTED);
            assertThat(gone.exit().exitCode()).isEqualTo(1);
            assertThat(gone.exit().stderrTail()).contains("NoSuchOption");
            assertThat(gone.exit().reason()).isEqualTo(Reason.EXITED);
        }
    }

    @Test
    void starts_areToldIfWanted() throws Exception {
        var wish = new Site.Wish();
        wish.reportStarts = true;
        try (var site = new Site(wish)) {
            var worker = site.start().ready();
            worker.tell(Site.run(site.unit(1, 0, (Integer i) -> i, List.of(7))));

            assertThat(site.expect(WorkerEvent.Began.class).offset()).isZero();
            assertThat(site.values(1)).containsExactly(7);
        }
    }

    @Test
    void progressAndMemory_areTold() throws Exception {
        var wish = new Site.Wish();
        wish.maxRssBytes = 1;
        try (var site = new Site(wish)) {
            var worker = site.start().ready();
            worker.tell(Site.run(site.unit(
                    1,
                    0,
                    (Integer i) -> {
                        TaskContext.current().progress(0.5, "half");
                        Thread.sleep(300); // long enough to be told
                        return i;
                    },
                    List.of(7))));

            assertThat(site.expect(WorkerEvent.Progressed.class).message()).isEqualTo("half");
            assertThat(site.values(1)).containsExactly(7);
            assertThat(site.expect(WorkerEvent.Measured.class).rssBytes()).isGreaterThan(10 << 20);
        }
    }

    @Test
    void floodOfOutput_hurtsNobody() throws Exception {
        try (var site = new Site()) {
            var worker = site.start().ready();
            worker.tell(Site.run(site.unit(
                    1,
                    0,
                    (Integer i) -> {
                        byte[] block = new byte[1 << 16];
                        for (int n = 0; n < 500; n++) {
                            System.out.write(block);
                            System.err.println("line " + n);
                        }
                        return i;
                    },
                    List.of(1, 2))));

            assertThat(site.values(2)).containsExactly(1, 2);
        }
    }

    @Test
    void takeBack_givesBackWhatHasNotBegun() throws Exception {
        Gate begun = Gate.in(folder);
        Gate gate = Gate.in(folder);
        try (var site = new Site()) {
            var worker = site.start().ready();
            List<Integer> items = IntStream.range(0, 101).boxed().toList();
            WorkUnit unit = site.unit(
                    1,
                    0,
                    (Integer i) -> {
                        begun.open();
                        gate.await();
                        return i;
                    },
                    items);
            worker.tell(Site.run(unit));
            begun.await();
            worker.tell(new WorkerCommand.TakeBack());

            assertThat(site.expect(WorkerEvent.GaveBack.class).pieces()).containsExactly(new Piece(unit.id(), 51, 101));
            gate.open();
            site.values(51);
            worker.tell(new WorkerCommand.TakeBack());
            assertThat(site.expect(WorkerEvent.GaveBack.class).pieces()).isEmpty();
        }
    }
}
