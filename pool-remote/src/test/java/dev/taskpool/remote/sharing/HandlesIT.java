package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.taskpool.PoolException;
import dev.taskpool.TaskPool;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.process.Connection;
import dev.taskpool.process.JvmProcess;
import dev.taskpool.process.Pipe;
import dev.taskpool.remote.QuickStart;
import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedLong;
import dev.taskpool.sync.SharedQueue;
import dev.taskpool.testkit.Case;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Handles go wherever values go: into processes, pools, and those that these start. */
class HandlesIT extends SharingFixture {
    @Test
    @Case({"PROC-04", "PIPE-05"})
    void handles_reachProcessesInTasks_andPoolsInProcesses() throws Exception {
        SharedQueue<List<Integer>> seen = manager.queue();
        SharedLong depth = manager.longValue(0);
        Pipe<String> pipe = Pipe.open();
        Connection<String> right = pipe.right();
        JvmProcess process = QuickStart.process(() -> {
                    seen.put(List.of());
                    try (TaskPool pool = QuickStart.builder().workers(1).build()) {
                        pool.forEach(
                                item -> {
                                    seen.put(List.of(item));
                                    depth.addAndGet(1);
                                },
                                List.of(0, 1),
                                1);
                        pool.run(() -> QuickStart.process(() -> {
                                    seen.put(List.of(1, 0));
                                    right.send("from " + depth.addAndGet(1));
                                })
                                .start()
                                .join());
                    }
                })
                .start();
        try (Connection<String> left = pipe.left()) {
            assertThat(CompletableFuture.anyOf(process.onExit(), left.onReadable())
                            .get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(left);
            assertThat(left.receive()).isEqualTo("from 3");
            assertThat(CompletableFuture.anyOf(process.onExit()).get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(process);
            assertThat(process.failure()).isEmpty();
            assertThat(process.exitCode()).hasValue(0);
            assertThat(seen).containsExactly(List.of(), List.of(0), List.of(1), List.of(1, 0));
            assertThatExceptionOfType(EOFException.class).isThrownBy(left::receive);
        } finally {
            process.close();
        }
    }

    @Test
    void theManagerOfAPool_endsWithIt() throws Exception {
        TaskPool pool = TaskPool.threads(2);
        SharedQueue<Integer> queue;
        try (pool) {
            Manager own = pool.manager();
            assertThat(pool.manager()).isSameAs(own);
            queue = own.queue();
            pool.forEach(queue::put, List.of(1, 2, 3));
            assertThat(queue).containsExactlyInAnyOrder(1, 2, 3);
        }
        assertThatExceptionOfType(PoolException.class).isThrownBy(queue::size);
        TaskPool killed = TaskPool.threads(1);
        SharedLong number = killed.manager().longValue(1);
        SharedQueue<Integer> other = killed.manager().queue();
        killed.terminate();
        assertThatExceptionOfType(PoolException.class).isThrownBy(other::take);
        assertThatExceptionOfType(PoolException.class).isThrownBy(number::get);
    }

    @Test
    void aPipesEnd_givenToAProcessThatNeverBegins_isClosedWithIt() throws Exception {
        Pipe<String> pipe = Pipe.open();
        Connection<String> right = pipe.right();
        try (Connection<String> left = pipe.left();
                JvmProcess process = JvmProcess.builder(() -> right.send("never"))
                        .jvmOptions("-XX:+NoSuchOption")
                        .inheritIO(false)
                        .start()) {
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> left.receive(LIMIT));
            assertThatIllegalStateException().isThrownBy(right::receive);
            process.join();
        }
    }

    @Test
    void aPipesEnd_givenToAProcessThatCannotBeStarted_isStillHere() throws Exception {
        Pipe<String> pipe = Pipe.open();
        Thread bad = Thread.currentThread();
        Connection<String> right = pipe.right();
        try (Connection<String> left = pipe.left()) {
            assertThatExceptionOfType(TaskSerializationException.class)
                    .isThrownBy(() -> JvmProcess.start(() -> right.send(bad.getName())));
            left.send("here");
            assertThat(right.receive()).isEqualTo("here");
            right.close();
            assertThatExceptionOfType(EOFException.class).isThrownBy(left::receive);
        }
    }

    @Test
    void handles_areEqual_ifTheyAreOfOneObject() throws Exception {
        SharedQueue<Integer> queue = manager.queue();
        Object copy = copy(queue);
        assertThat(copy).isEqualTo(queue).hasSameHashCodeAs(queue).isNotEqualTo(manager.queue());
        queue.put(1);
        assertThat(((SharedQueue<?>) copy).take()).isEqualTo(1);
        List<Object> handles = List.of(
                manager.lock(),
                manager.reentrantLock(),
                manager.lock().newCondition(),
                manager.semaphore(1),
                manager.event(),
                manager.barrier(1),
                manager.namespace(),
                manager.longValue(1),
                manager.doubleValue(1));
        for (Object handle : handles) {
            assertThat(copy(handle)).isEqualTo(handle).hasSameHashCodeAs(handle);
        }
    }

    private static Object copy(Object handle) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(handle);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    @Test
    void aManager_doesNotTravel() {
        SharedQueue<Object> queue = manager.queue();
        assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> queue.put(manager));
        assertThat(queue.isEmpty()).isTrue();
    }
}
