package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the time of one small call goes: what each kind of thread computes for it and how often it is woken, by what
 * Linux counts; and how long the call takes if all threads share one processor, so that none is woken on another.
 */
final class RoundTrip implements Bench {
    private static final String BENCH = "one apply";

    /** The kinds of threads by the beginnings of their names, of which Linux keeps 15 letters. */
    private static final Map<String, String> CALLERS = new LinkedHashMap<>();

    private static final Map<String, String> WORKERS = new LinkedHashMap<>();

    static {
        CALLERS.put("java", "caller: its thread");
        CALLERS.put("main", "caller: its thread");
        CALLERS.put("taskpool-pekko", "caller: connection");
        CALLERS.put("taskpool-pool", "caller: results");
        WORKERS.put("taskpool-task", "worker: task");
        WORKERS.put("taskpool-worker", "worker: connection");
        WORKERS.put("taskpool-outbox", "worker: outbox");
    }

    private static final String OTHERS = "both: compilers and the like";
    private static final Pattern WAKE_UPS = Pattern.compile("\nvoluntary_ctxt_switches:\\s+(\\d+)");

    /** What a kind of thread has used. */
    private record Use(double micros, double wakeUps) {
        Use plus(Use more) {
            return new Use(micros + more.micros, wakeUps + more.wakeUps);
        }
    }

    @Override
    public void measure(Session session) throws Exception {
        if (!(session.peer() instanceof TaskpoolPeer ours) || ours.threads()) {
            throw new UnsupportedOperationException("its threads are not known");
        }
        int calls = session.plan().calls();
        new Runs(session.plan()).of(() -> Apply.micros(session)[0]);
        List<Long> pids = session.pool().pids();
        Map<String, Use> before = uses(pids);
        double[] free = Apply.micros(session);
        Map<String, Use> after = uses(pids);
        session.show(Figure.with(BENCH, "all processors, p50", "us", Runs.percentile(free, 50)));
        after.forEach((kind, use) -> {
            Use earlier = before.getOrDefault(kind, new Use(0, 0));
            session.show(Figure.with(BENCH, kind + ", computes", "us", (use.micros - earlier.micros) / calls));
            session.show(Figure.with(BENCH, kind + ", woken", "times", (use.wakeUps - earlier.wakeUps) / calls));
        });
        String all = "0-" + (Runtime.getRuntime().availableProcessors() - 1);
        if (pin(pids, "0")) {
            session.show(Figure.with(BENCH, "one processor, p50", "us", new Runs(session.plan()).of(() -> {
                        return Runs.percentile(Apply.micros(session), 50);
                    })));
            if (!pin(pids, all)) {
                throw new IllegalStateException("all processors could not be given back");
            }
        }
    }

    private static Map<String, Use> uses(List<Long> workers) throws IOException {
        var uses = new TreeMap<String, Use>();
        add(uses, ProcessHandle.current().pid(), CALLERS);
        for (long worker : workers) {
            add(uses, worker, WORKERS);
        }
        return uses;
    }

    private static void add(Map<String, Use> uses, long pid, Map<String, String> kinds) throws IOException {
        for (Path thread : ProcessFigures.tasks(pid)) {
            if (Files.exists(thread)) {
                String name = Files.readString(thread.resolve("comm"));
                String kind = kinds.entrySet().stream()
                        .filter(known -> name.startsWith(known.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(OTHERS);
                uses.merge(kind, use(thread), Use::plus);
            }
        }
    }

    private static Use use(Path thread) throws IOException {
        String nanos = Files.readString(thread.resolve("schedstat")).split(" ", -1)[0];
        Matcher wakeUps = WAKE_UPS.matcher(Files.readString(thread.resolve("status")));
        return new Use(Long.parseLong(nanos) / 1e3, wakeUps.find() ? Long.parseLong(wakeUps.group(1)) : 0);
    }

    /** Lets this process and the workers run on some processors only; whether that could be done. */
    private static boolean pin(List<Long> workers, String processors) throws IOException, InterruptedException {
        var pids = Stream.concat(Stream.of(ProcessHandle.current().pid()), workers.stream())
                .toList();
        for (long pid : pids) {
            Process taskset;
            try {
                taskset = new ProcessBuilder("taskset", "-a", "-p", "-c", processors, Long.toString(pid))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectErrorStream(true)
                        .start();
            } catch (IOException e) {
                return false; // there is no such program
            }
            if (taskset.waitFor() != 0) {
                return false;
            }
        }
        return true;
    }
}
