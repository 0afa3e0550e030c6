package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.Tasks;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pool in a worker that is killed: nothing of it is left either. */
class NestedRemainsIT extends ProcessFixture {
    private static final List<Path> FOLDERS =
            List.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir")));

    @Test
    void cancel_ofATaskWithAPool_leavesNothingOfThatPool(@TempDir Path folder) throws Exception {
        Journal pids = Journal.in(folder);
        AsyncResult<Integer> outer = withInnerPool(folder, pids);
        outer.cancel(true);
        awaitNothingLeft(pids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL"})
    void kill_ofAWorkerWithAPool_leavesNothingOfThatPool(String signal, @TempDir Path folder) throws Exception {
        Journal pids = Journal.in(folder);
        AsyncResult<Integer> outer = withInnerPool(folder, pids);
        new ProcessBuilder("kill", "-" + signal, pids.lines().get(0)).start().waitFor();
        lost(outer);
        awaitNothingLeft(pids);
    }

    /** A running task with a pool, whose worker has started a process of its own; the journal has all pids. */
    private AsyncResult<Integer> withInnerPool(Path folder, Journal pids) throws Exception {
        Gate begun = Gate.in(folder);
        Gate end = Gate.in(folder);
        AsyncResult<Integer> outer = shared().applyAsync(() -> {
            pids.note(Tasks.pid(0));
            try (TaskPool inner = TaskPool.builder().workers(1).maxHeap("48m").build()) {
                return inner.apply(() -> leaveAndWait(pids, begun, end));
            }
        });
        begun.await();
        assertThat(hasFolder(Long.parseLong(pids.lines().get(0)))).isTrue();
        return outer;
    }

    private static int leaveAndWait(Journal pids, Gate begun, Gate end) throws IOException, InterruptedException {
        pids.note(Tasks.pid(0));
        pids.note(new ProcessBuilder("sleep", "1000").start().pid());
        return Deaths.waitFor(begun, end);
    }

    private static void awaitNothingLeft(Journal pids) {
        List<Long> all = pids.lines().stream().map(Long::valueOf).toList();
        assertThat(all).hasSize(3);
        await("the end of " + all)
                .until(() -> all.stream()
                        .noneMatch(pid -> ProcessHandle.of(pid)
                                .filter(ProcessHandle::isAlive)
                                .isPresent()));
        await("the end of the folder of " + all.get(0))
                .untilAsserted(() -> assertThat(hasFolder(all.get(0))).isFalse());
    }

    private static boolean hasFolder(long pid) throws IOException {
        for (Path folder : FOLDERS) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "taskpool-" + pid + "-*")) {
                if (files.iterator().hasNext()) {
                    return true;
                }
            }
        }
        return false;
    }
}
