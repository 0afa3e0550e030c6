package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.esotericsoftware.kryo.kryo5.minlog.Log;
import com.esotericsoftware.kryo.kryo5.util.Pool;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads object graphs with pooled Kryos; thread-safe.
 *
 * <p>A graph may be 50,000 objects deep; one that is too deep for the present thread is written or read once more, on a
 * thread with a larger stack. What a failure leaves of a Kryo is never used again.
 */
final class Graphs {
    private static final int MOST_IDLE = 64;

    static {
        if (System.getProperty("kryo.unsafe") == null) {
            System.setProperty("kryo.unsafe", "false");
        }
        Log.NONE();
    }

    private final ClassGate gate;
    private final AtomicReference<@Nullable Bench> nextToHand = new AtomicReference<>();
    private final Pool<Bench> idle;

    Graphs(ClassPolicy policy, ClassLoader loader) {
        gate = new ClassGate(policy, loader);
        idle = new Pool<>(true, false, MOST_IDLE) {
            @Override
            protected Bench create() {
                return new Bench(StackRoom.ORDINARY);
            }
        };
    }

    /**
     * Appends one graph; references do not reach into other graphs. After a failure the caller resets {@code out}'s
     * position.
     *
     * @throws GraphException if the graph cannot be written, by whatever was thrown
     */
    void write(Output out, @Nullable Object graph) throws GraphException {
        int start = out.position();
        Class<?> root = graph == null ? null : graph.getClass();
        try {
            Bench bench = take();
            bench.kryo.writeClassAndObject(out, graph);
            giveBack(bench);
        } catch (Throwable e) {
            requireDeeper(root, e);
            if (out instanceof PayloadOutput payload) {
                payload.rewind(start);
            } else {
                out.setPosition(start);
            }
            runDeep(root, bench -> {
                bench.kryo.writeClassAndObject(out, graph);
                return null;
            });
        }
    }

    /**
     * Reads the next graph, from an input that is all in memory.
     *
     * @throws GraphException if no graph can be made of the bytes, by whatever was thrown
     */
    @Nullable
    Object read(Input in) throws GraphException {
        int start = in.position();
        try {
            Bench bench = take();
            Object graph = bench.read(in);
            giveBack(bench);
            return graph;
        } catch (Throwable e) {
            requireDeeper(null, e);
            in.setPosition(start);
            return runDeep(null, bench -> bench.read(in));
        }
    }

    private Bench take() {
        Bench bench = nextToHand.getAndSet(null);
        return bench == null ? idle.obtain() : bench;
    }

    private void giveBack(Bench bench) {
        if (!nextToHand.compareAndSet(null, bench)) {
            idle.free(bench);
        }
    }

    private static void requireDeeper(@Nullable Class<?> root, Throwable thrown) throws GraphException {
        GraphErrors.rethrowIfFatal(thrown);
        if (!GraphErrors.isTooDeep(thrown)) {
            throw GraphErrors.describe(root, thrown);
        }
    }

    private @Nullable Object runDeep(@Nullable Class<?> root, Work work) throws GraphException {
        try {
            return DeepStack.run(() -> work.with(new Bench(StackRoom.DEEP)));
        } catch (Throwable e) {
            GraphErrors.rethrowIfFatal(e);
            throw GraphErrors.describe(root, e);
        }
    }

    /** What is done with a Kryo. */
    private interface Work {
        @Nullable
        Object with(Bench bench);
    }

    /** A Kryo and an input for it; for one thread at a time. */
    private final class Bench {
        final GraphKryo kryo;
        private final GuardedInput guarded = new GuardedInput();

        Bench(StackRoom room) {
            kryo = new GraphKryo(gate, room);
        }

        @Nullable
        Object read(Input in) {
            guarded.takeOver(in);
            Object graph = kryo.readClassAndObject(guarded);
            in.setPosition(guarded.position());
            guarded.letGo();
            return graph;
        }
    }
}
