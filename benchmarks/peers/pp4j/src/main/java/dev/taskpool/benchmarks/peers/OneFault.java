package dev.taskpool.benchmarks.peers;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.viktorc.pp4j.impl.JavaProcessPoolExecutor;
import net.viktorc.pp4j.impl.SimpleJavaProcessOptions;

/** Throws one fault at a pool of PP4J, and prints what the caller sees, the pool afterwards and its end, a line each. */
public final class OneFault {
    private static final int WORKERS = 2;
    private static final int HEAP_MB = 96;
    private static final Duration CALL_LIMIT = Duration.ofSeconds(8);
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(6);
    private static final Duration TASK_LIMIT = Duration.ofSeconds(2);
    private static final Duration NAP = Duration.ofSeconds(1);
    private static final int LONGEST_MESSAGE = 75;

    /** Runs in a worker before anything else. */
    private interface Initializer extends Runnable, Serializable {}

    /** Something whose outcome, if it has one in time, is put into words. */
    private interface Attempt {
        Object call() throws Exception;
    }

    private OneFault() {}

    /**
     * Ends this process at the end, and all that the pool has left.
     *
     * @param args the name of a {@link Fault}
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws InterruptedException {
        Fault fault = Fault.valueOf(args[0]);
        JvmCount jvms = new JvmCount();
        JavaProcessPoolExecutor pool = pool(fault);
        if (fault != Fault.INITIALIZER) {
            within(CALL_LIMIT, () -> pool.submit(nap()).get());
        }
        int before = jvms.seen();
        print(within(CALL_LIMIT, () -> call(pool, fault))
                .orElseGet(() -> "no answer in " + CALL_LIMIT.toSeconds() + " s (" + (jvms.seen() - before)
                        + " workers started)"));
        print(nextCalls(pool));
        pool.shutdown();
        print(
                pool.awaitTermination(CHECK_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                        ? "ends"
                        : "no end in " + CHECK_LIMIT.toSeconds() + " s");
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(0);
    }

    private static JavaProcessPoolExecutor pool(Fault fault) throws InterruptedException {
        Initializer initializer = () -> {
            if (fault == Fault.INITIALIZER) {
                throw new IllegalStateException("the initializer fails");
            }
        };
        return new JavaProcessPoolExecutor(
                new SimpleJavaProcessOptions(0, HEAP_MB, 0, 0), WORKERS, WORKERS, 0, initializer, false);
    }

    private static Object call(JavaProcessPoolExecutor pool, Fault fault) throws Exception {
        Future<Object> future = fault == Fault.ENDLESS_LOOP
                ? pool.invokeAll(List.of(fault.work()), TASK_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                        .get(0)
                : pool.submit(fault.work());
        return future.get();
    }

    /** What an attempt does, in words; empty if it has not ended in time. */
    private static Optional<String> within(Duration limit, Attempt attempt) throws InterruptedException {
        CompletableFuture<String> words = new CompletableFuture<>();
        Thread thread = new Thread(() -> words.complete(words(attempt)), "attempt");
        thread.setDaemon(true);
        thread.start();
        try {
            return Optional.of(words.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever the caller would see
    private static String words(Attempt attempt) {
        try {
            return "returns " + attempt.call();
        } catch (Exception e) {
            String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            String shown = line.length() <= LONGEST_MESSAGE
                    ? line
                    : line.substring(0, line.lastIndexOf(' ', LONGEST_MESSAGE)) + " ...";
            return "`" + e.getClass().getSimpleName() + "`: " + shown;
        }
    }

    /** Whether two naps at once take no longer than one: on both workers, once a lost one has been replaced. */
    private static String nextCalls(JavaProcessPoolExecutor pool) throws InterruptedException {
        long deadline = System.nanoTime() + CHECK_LIMIT.toNanos();
        String words = "no answer in " + CHECK_LIMIT.toSeconds() + " s";
        while (System.nanoTime() < deadline) {
            long begun = System.nanoTime();
            Duration rest = Duration.ofNanos(deadline - begun);
            Optional<String> naps = within(rest, () -> {
                List<Future<Object>> both = new ArrayList<>();
                for (int i = 0; i < WORKERS; i++) {
                    both.add(pool.submit(nap()));
                }
                for (Future<Object> one : both) {
                    one.get();
                }
                return "both";
            });
            if (naps.isEmpty()) {
                return words;
            }
            if (!naps.get().equals("returns both")) {
                return "refuses work";
            }
            if (System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(1_800)) {
                return "works";
            }
            words = "works, on 1 worker of 2";
        }
        return words;
    }

    private static Callable<Object> nap() {
        Fault.Work nap = () -> {
            Thread.sleep(NAP.toMillis());
            return true;
        };
        return nap;
    }

    private static void print(String words) {
        System.out.println(words.replace("|", "\\|"));
    }
}
