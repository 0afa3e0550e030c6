package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Jvm;
import java.io.IOException;
import java.util.List;

/**
 * A program that uses a pool and ends as programs do: what a pool prepares in the background, for programs to come, is
 * there when it has ended.
 */
final class Prelude {
    private Prelude() {}

    /** Has such a program run, so that nothing is prepared while figures are taken. */
    static void play(Peer peer) throws IOException, InterruptedException {
        if (peer instanceof TaskpoolPeer) {
            String unused = Jvm.output(Prelude.class, peer.arguments());
        }
    }

    /**
     * Runs.
     *
     * @param args a peer's {@link Peer#arguments()}
     */
    public static void main(String[] args) {
        try (Peer.Pool pool = Peers.of(List.of(args)).open(Plan.WORKERS)) {
            String word = pool.apply(x -> x, "ready");
            System.out.println(word);
        }
    }
}
