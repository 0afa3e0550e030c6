package dev.taskpool.benchmarks.run;

import dev.taskpool.benchmarks.Jvm;
import dev.taskpool.benchmarks.limits.Limits;
import dev.taskpool.benchmarks.whole.ForkJoin;
import dev.taskpool.benchmarks.whole.Measure;
import java.util.ArrayList;
import java.util.List;

/** Everyone who can be measured here. */
final class Roster {
    private static final List<String> METHODS = List.of("fork", "spawn", "forkserver");

    private final Options options;
    private final List<Contender> contenders = new ArrayList<>();

    private Roster(Options options) {
        this.options = options;
    }

    /** Those whom a run asks for, ours first. */
    static List<Contender> of(Options options, String python, String pythonWithPackages, String pp4j) {
        var roster = new Roster(options);
        roster.jvm("Taskpool", true, "processes", "");
        options.variants().forEach((name, config) -> roster.jvm("Taskpool " + name, true, "processes", config));
        roster.jvm("Taskpool threads", true, "threads", "");
        roster.jvm("ForkJoinPool", false, "executor", ForkJoin.class.getName());
        if (!pp4j.isEmpty()) {
            roster.jvm("PP4J", true, "executor", pp4j);
        }
        if (!python.isEmpty()) {
            for (String method : METHODS) {
                roster.python(python, "mp.Pool/" + method, !method.equals("forkserver"));
                roster.python(python, "ProcessPoolExecutor/" + method, false);
            }
        }
        if (!pythonWithPackages.isEmpty()) {
            roster.python(pythonWithPackages, "loky", true);
            roster.python(pythonWithPackages, "pebble", false);
        }
        if (options.benches().contains("apply") || options.benches().contains("throughput")) {
            roster.add(
                    "limit",
                    true,
                    Jvm.command(Limits.class, List.of(options.plan())).command());
        }
        return roster.contenders;
    }

    private void jvm(String peer, boolean quick, String kind, String more) {
        List<String> arguments = List.of(peer, options.plan(), String.join(",", options.benches()), kind, more);
        add(peer, quick, Jvm.command(Measure.class, arguments).command());
    }

    private void python(String python, String peer, boolean quick) {
        add(
                peer,
                quick,
                List.of(
                        python,
                        "benchmarks/peers/pools.py",
                        peer,
                        options.plan(),
                        String.join(",", options.benches())));
    }

    private void add(String peer, boolean quick, List<String> command) {
        boolean named = !options.peers().isEmpty();
        if (options.wants(peer) && (named || quick || options.plan().equals("full"))) {
            contenders.add(new Contender(peer, quick, command));
        }
    }
}
