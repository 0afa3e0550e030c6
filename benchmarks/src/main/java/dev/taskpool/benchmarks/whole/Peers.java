package dev.taskpool.benchmarks.whole;

import java.util.List;

/** The pools that are measured in this way. */
final class Peers {
    private Peers() {}

    /** The peer that these arguments name, as its {@link Peer#arguments()} do. */
    static Peer of(List<String> arguments) {
        String kind = arguments.get(0);
        String more = arguments.size() > 1 ? arguments.get(1) : "";
        return switch (kind) {
            case "processes" -> new TaskpoolPeer(false, more);
            case "threads" -> new TaskpoolPeer(true, more);
            case "executor" -> new ExecutorPeer(more);
            default ->
                throw new IllegalArgumentException("peer: " + kind + " (expected: processes, threads, executor)");
        };
    }
}
