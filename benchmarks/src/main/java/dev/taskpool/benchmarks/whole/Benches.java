package dev.taskpool.benchmarks.whole;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that is measured, by the names that {@code benchmarks/run --only} takes. */
public final class Benches {
    private static final Map<String, Bench> ALL = new LinkedHashMap<>();

    static {
        ALL.put("start", new Start());
        ALL.put("idle", new IdleWorker());
        ALL.put("many", new ManyWorkers());
        ALL.put("recycling", new Recycling());
        ALL.put("replacement", new Replacement());
        ALL.put("apply", new Apply());
        ALL.put("trip", new RoundTrip());
        ALL.put("throughput", new Throughput());
        ALL.put("map", new MapItems());
        ALL.put("imap", new Streaming());
        ALL.put("efficiency", new Efficiency());
        ALL.put("skew", new Skew());
        ALL.put("computing", new Computing());
        ALL.put("table", new CapturedTable());
        ALL.put("ping", new PingUnderLoad());
        ALL.put("payloads", new Payloads());
        ALL.put("queued", new Queued());
    }

    private Benches() {}

    static Map<String, Bench> all() {
        return Collections.unmodifiableMap(ALL);
    }

    /**
     * How they may be named.
     *
     * @return the names, in the order in which they are measured
     */
    public static List<String> names() {
        return List.copyOf(all().keySet());
    }
}
