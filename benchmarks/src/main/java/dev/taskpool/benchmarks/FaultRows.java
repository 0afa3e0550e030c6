package dev.taskpool.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.AsyncResult;
import dev.taskpool.PoolException;
import dev.taskpool.Task;
import dev.taskpool.TaskContext;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The faults of {@code peers/faults_cpython.py} thrown at a pool of this library; prints rows of the same table. */
public final class FaultRows {
    private static final int WORKERS = 2;
    private static final Duration CALL_LIMIT = Duration.ofSeconds(20);
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(6);
    private static final Duration TASK_LIMIT = Duration.ofSeconds(2);
    private static final int LONGEST_MESSAGE = 75;

    private FaultRows() {}

    /** An exception that can be written, but not read. */
    private static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) throws IOException {
            throw new IOException("cannot be read");
        }
    }

    /**
     * Throws each fault at a pool of its own.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Map<String, Task<?>> faults = new LinkedHashMap<>();
        faults.put("task raises", FaultRows::fail);
        faults.put("result cannot be pickled", () -> new Thread("never started"));
        faults.put("exception cannot be unpickled", FaultRows::failUnreadably);
        faults.put("out of memory", FaultRows::hoard);
        faults.put("`sys.exit(3)`", () -> exit(3));
        faults.put("`os._exit(0)`", () -> halt(0));
        faults.put("`os._exit(3)`", () -> halt(3));
        faults.put("kill -9", () -> signalSelf("KILL"));
        faults.put("SIGSEGV", () -> signalSelf("SEGV"));
        faults.put("SIGSTOP", () -> signalSelf("STOP"));
        faults.put("endless loop, time limit 2 s", FaultRows::spin);
        faults.forEach((name, task) -> row(name, builder(), task, false));
        row("callback throws", builder(), () -> 1, true);
        row("initializer throws", builder().initializer(FaultRows::fail), () -> 1, false);
    }

    private static TaskPool.Builder builder() {
        Config config = ConfigFactory.parseString("taskpool { worker.heartbeat.timeout = 4s, remote.output = discard }")
                .withFallback(ConfigFactory.load());
        return TaskPool.builder().config(config).workers(WORKERS).maxHeap("96m").jvmOptions("-XX:TieredStopAtLevel=1");
    }

    private static void row(String fault, TaskPool.Builder builder, Task<?> task, boolean badCallback) {
        TaskPool pool = builder.build();
        boolean limited = fault.startsWith("endless");
        TaskPool view = limited ? pool.with(TaskOptions.defaults().timeout(TASK_LIMIT)) : pool;
        if (!fault.startsWith("initializer")) {
            pool.run(() -> {});
        }
        String sees = outcome(view.applyAsync(task, result -> {
            if (badCallback) {
                throw new IllegalStateException("the callback fails");
            }
        }));
        String then = nextCalls(pool);
        pool.shutdown();
        String end = pool.join(CHECK_LIMIT) ? "ends" : "no end in " + CHECK_LIMIT.toSeconds() + " s";
        pool.terminate();
        System.out.println(
                "| " + fault + " | Taskpool | " + sees.replace("|", "\\|") + " | " + then + " | " + end + " |");
    }

    private static String outcome(AsyncResult<?> result) {
        if (!result.await(CALL_LIMIT)) {
            return "no answer in " + CALL_LIMIT.toSeconds() + " s";
        }
        try {
            return "returns " + result.join();
        } catch (PoolException e) {
            return words(e);
        }
    }

    private static String words(Throwable failure) {
        String line = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        String shown = line.length() <= LONGEST_MESSAGE
                ? line
                : line.substring(0, line.lastIndexOf(' ', LONGEST_MESSAGE)) + " ...";
        return "`" + failure.getClass().getSimpleName() + "`: " + shown;
    }

    /** Whether two naps at once take no longer than one: on both workers, once a lost one has been replaced. */
    private static String nextCalls(TaskPool pool) {
        long deadline = System.nanoTime() + CHECK_LIMIT.toNanos();
        String words = "no answer in " + CHECK_LIMIT.toSeconds() + " s";
        while (System.nanoTime() < deadline) {
            long begun = System.nanoTime();
            try {
                List<AsyncResult<Boolean>> naps =
                        List.of(pool.applyAsync(FaultRows::nap), pool.applyAsync(FaultRows::nap));
                if (!naps.stream().allMatch(nap -> nap.await(CHECK_LIMIT))) {
                    return words;
                }
                naps.forEach(AsyncResult::join);
            } catch (PoolException e) {
                return "refuses work";
            }
            if (System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(1_800)) {
                return "works";
            }
            words = "works, on 1 worker of 2";
        }
        return words;
    }

    private static boolean nap() throws InterruptedException {
        Thread.sleep(1_000);
        return true;
    }

    private static int fail() {
        throw new IllegalStateException("the task fails");
    }

    private static int failUnreadably() {
        throw new UnreadableException();
    }

    private static int hoard() {
        Object[] hoard = {};
        while (true) {
            hoard = new Object[] {hoard, new byte[1 << 20]};
        }
    }

    private static int exit(int code) {
        System.exit(code);
        return code;
    }

    private static int halt(int code) {
        Runtime.getRuntime().halt(code);
        return code;
    }

    private static int signalSelf(String name) throws IOException, InterruptedException {
        new ProcessBuilder(
                        "kill", "-" + name, Long.toString(TaskContext.current().pid()))
                .start()
                .waitFor();
        Thread.sleep(60_000);
        return 0;
    }

    private static int spin() {
        while (true) {
            Thread.onSpinWait();
        }
    }
}
