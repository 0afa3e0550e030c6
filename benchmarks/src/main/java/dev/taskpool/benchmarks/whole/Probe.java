package dev.taskpool.benchmarks.whole;

import java.util.List;

/** Makes two pools, one after the other, and prints how many milliseconds each took to its first result. */
final class Probe {
    private Probe() {}

    /**
     * Runs.
     *
     * @param args how many workers, and a peer's {@link Peer#arguments()}
     */
    public static void main(String[] args) {
        int workers = Integer.parseInt(args[0]);
        Peer peer = Peers.of(List.of(args).subList(1, args.length));
        System.out.print(millis(peer, workers) + " " + millis(peer, workers));
        end();
    }

    /** Ends this program at once: how long a pool takes to end is not measured here. */
    static void end() {
        System.out.flush();
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(0);
    }

    private static double millis(Peer peer, int workers) {
        long begun = System.nanoTime();
        Peer.Pool pool = peer.open(workers);
        pool.apply(x -> x, workers);
        double millis = (System.nanoTime() - begun) / 1e6;
        pool.close();
        return millis;
    }
}
