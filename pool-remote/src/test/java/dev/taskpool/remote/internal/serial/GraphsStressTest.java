package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deep graphs, damaged bytes and many threads at once. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GraphsStressTest {
    private final Graphs graphs =
            new Graphs(new ClassPolicy(List.of("**"), List.of()), GraphsStressTest.class.getClassLoader());

    @Test
    void deepGraph_onSmallStack_travels() throws Exception {
        var task = new FutureTask<>(() -> Samples.length((Samples.Chain) roundTrip(Samples.chain(5_000))));
        var thread = new Thread(null, task, "small-stack", 512 << 10);
        thread.start();

        assertThat(task.get(150, TimeUnit.SECONDS)).isEqualTo(5_000);
    }

    @Test
    void deepGraph_afterOtherGraphs_isWrittenOnce() throws Exception {
        var out = new Output(64, -1);
        graphs.write(out, "first");
        graphs.write(out, Samples.chain(1_000));
        graphs.write(out, "last");

        var in = new Input(out.toBytes());
        assertThat(graphs.read(in)).isEqualTo("first");
        assertThat(graphs.read(in)).isInstanceOf(Samples.Chain.class);
        assertThat(graphs.read(in)).isEqualTo("last");
    }

    @Test
    void tooDeepGraph_isRefused() throws Exception {
        for (int depth : new int[] {60_000, 400_000}) {
            GraphException e = catchThrowableOfType(GraphException.class, () -> roundTrip(Samples.chain(depth)));
            assertThat(e).hasMessageContaining("too deep");
        }
        Object causes = Samples.causes(60_000);
        GraphException e = catchThrowableOfType(GraphException.class, () -> roundTrip(causes));
        assertThat(e).hasMessageContaining("too deep");
        assertThat(roundTrip("whole")).isEqualTo("whole");
    }

    @Test
    void lambdas_ofManyThreads_keepTheirCaptures() throws Exception {
        var executor = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int base = thread * 10_000;
                tasks.add(() -> wrongOf(base, 2_000));
            }
            for (var done : executor.invokeAll(tasks, 150, TimeUnit.SECONDS)) {
                assertThat(done.get()).isZero();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void damagedBytes_giveGraphExceptionOnly() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("GraphsStressTest seed=" + seed);
        var random = new Random(seed);
        List<byte[]> whole = new ArrayList<>();
        for (Kinds.Kind kind : Kinds.all()) {
            byte[] bytes = bytes(kind.make().get());
            if (bytes.length < 20_000) {
                whole.add(bytes);
            }
        }
        for (int i = 0; i < 6_000; i++) {
            byte[] bytes = damaged(whole.get(random.nextInt(whole.size())).clone(), random);
            try {
                Object arrived = graphs.read(new Input(bytes));
                assertThat(arrived == null || arrived.getClass() != null).isTrue();
            } catch (GraphException e) {
                assertThat(e.getCause()).as("seed %s", seed).isNotInstanceOf(OutOfMemoryError.class);
            }
        }
        assertThat(roundTrip(List.of(1))).isEqualTo(List.of(1));
    }

    @Test
    void hugeSizes_areNotBelieved() throws Exception {
        List<Object> sized = List.of(
                "\u0416".repeat(3),
                new ArrayList<>(List.of(1)),
                new boolean[3],
                new Object[3],
                new int[3],
                new byte[3],
                new HashMap<>(Map.of(1, 2)));
        for (Object value : sized) {
            byte[] bytes = bytes(value);
            for (int at = 1; at < bytes.length; at++) {
                byte[] huge = Arrays.copyOf(bytes, bytes.length + 8);
                Arrays.fill(huge, at, Math.min(at + 4, huge.length), (byte) 0xFF);
                huge[Math.min(at + 4, huge.length - 1)] = 7;
                try {
                    assertThat(graphs.read(new Input(huge))).isNotNull();
                } catch (GraphException e) {
                    assertThat(e.getCause()).isNotInstanceOf(OutOfMemoryError.class);
                }
            }
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (bytes[at] ^ 1 << random.nextInt(8));
        }
        return bytes;
    }

    private int wrongOf(int base, int rounds) throws GraphException {
        int wrong = 0;
        for (int i = 0; i < rounds; i++) {
            var arrived = (Samples.IntMap) roundTrip(Samples.adder(base + i));
            if (arrived == null || arrived.apply(1) != base + i + 1) {
                wrong++;
            }
        }
        return wrong;
    }

    private Object roundTrip(Object graph) throws GraphException {
        Object arrived = graphs.read(new Input(bytes(graph)));
        if (arrived == null) {
            throw new AssertionError("null arrived");
        }
        return arrived;
    }

    private byte[] bytes(@Nullable Object graph) throws GraphException {
        var out = new Output(64, -1);
        graphs.write(out, graph);
        return out.toBytes();
    }
}
