package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.whole.Peer.Pool;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One peer being measured: benches that want nothing of their own share a pool, which stays warm. */
final class Session implements AutoCloseable {
    private final Peer peer;
    private final Plan plan;
    private final Consumer<Figure> figures;
    private @Nullable Pool shared;

    Session(Peer peer, Plan plan, Consumer<Figure> figures) {
        this.peer = peer;
        this.plan = plan;
        this.figures = figures;
    }

    Peer peer() {
        return peer;
    }

    Plan plan() {
        return plan;
    }

    /** The pool that benches share. */
    Pool pool() {
        Pool pool = shared;
        if (pool == null) {
            pool = peer.open(Plan.WORKERS);
            shared = pool;
        }
        return pool;
    }

    /** Gives the shared pool up, so that it does not disturb what comes. */
    void rest() {
        Pool pool = shared;
        if (pool != null) {
            shared = null;
            pool.close();
        }
    }

    void show(Figure figure) {
        figures.accept(figure);
    }

    /** Notes that the peer has no such thing. */
    void missing(String bench, UnsupportedOperationException why) {
        System.err.println(bench + ": not measured: " + why.getMessage());
    }

    @Override
    public void close() {
        Pool pool = shared;
        if (pool != null) {
            shared = null;
            pool.kill();
        }
    }
}
