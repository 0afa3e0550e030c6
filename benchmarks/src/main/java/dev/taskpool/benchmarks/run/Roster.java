package dev.taskpool.benchmarks.run;

import dev.taskpool.benchmarks.Jvm;
import dev.taskpool.benchmarks.limits.Limits;
import dev.taskpool.benchmarks.whole.ForkJoin;
import dev.taskpool.benchmarks.whole.Measure;
import java.util.ArrayList;
import java.util.List;

/** Everyone who can be measured here. */
final class Roster {
    /** Ours in other configurations, which matter for some figures. */
    private static final List<Variant> VARIANTS = List.of(
            new Variant("without archive", "taskpool.remote.class-archive.mode = off", List.of("start", "many")),
            new Variant(
                    "short-lived",
                    "taskpool.remote.jvm-profile = short-lived",
                    List.of("start", "idle", "many", "recycling", "apply", "throughput", "efficiency", "computing")));

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
        if (!options.plan().equals("quick") || !options.peers().isEmpty()) {
            VARIANTS.forEach(roster::variant);
        }
        options.variants().forEach((name, config) -> roster.variant(new Variant(name, config, options.benches())));
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
        if (roster.contenders.isEmpty()) {
            throw new IllegalArgumentException(
                    "--peers " + options.peers() + " (expected: beginnings of names as benchmarks/results show them)");
        }
        return roster.contenders;
    }

    /**
     * Ours in another configuration.
     *
     * @param name what to call it
     * @param configuration HOCON that goes before the defaults
     * @param benches for which it is of interest
     */
    private record Variant(String name, String configuration, List<String> benches) {}

    private void variant(Variant variant) {
        List<String> wanted =
                variant.benches().stream().filter(options.benches()::contains).toList();
        if (!wanted.isEmpty()) {
            jvm("Taskpool " + variant.name(), wanted, "processes", variant.configuration());
        }
    }

    private void jvm(String peer, boolean quick, String kind, String more) {
        if (quick || !options.plan().equals("quick") || !options.peers().isEmpty()) {
            jvm(peer, options.benches(), kind, more);
        }
    }

    private void jvm(String peer, List<String> benches, String kind, String more) {
        List<String> arguments = List.of(peer, options.plan(), String.join(",", benches), kind, more);
        add(peer, true, Jvm.command(Measure.class, arguments).command());
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
