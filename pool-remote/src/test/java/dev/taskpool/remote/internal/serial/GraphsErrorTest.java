package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoSerializable;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.kryo5.io.Output;
import dev.taskpool.TaskPool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What cannot be written or read is told with its class, its path and its cause, and does no harm to what follows. */
class GraphsErrorTest {
    private final Graphs graphs = graphs(new ClassPolicy(List.of("**"), List.of()));

    record Order(Customer customer) {}

    record Customer(Object socket) {}

    static final class Wagon {
        @Nullable
        Object load;
    }

    /** Throws where it is told to. */
    static final class Bomb implements KryoSerializable {
        static volatile @Nullable Supplier<Throwable> inWrite;
        static volatile @Nullable Supplier<Throwable> inRead;

        @Override
        public void write(Kryo kryo, Output out) {
            explode(inWrite);
        }

        @Override
        public void read(Kryo kryo, Input in) {
            explode(inRead);
        }

        private static void explode(@Nullable Supplier<Throwable> blast) {
            if (blast != null) {
                Bomb.<RuntimeException>sneak(blast.get());
            }
        }

        // Lets a checked exception through, as other languages do.
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        private static <T extends Throwable> void sneak(Throwable t) throws T {
            throw (T) t;
        }
    }

    @Test
    void write_ofWhatStaysHere_namesClassAndPath() {
        GraphException e = refused(new Order(new Customer(new Socket())));

        assertThat(e.className()).isEqualTo("java.net.Socket");
        assertThat(e.path()).isEqualTo("Order.customer.socket");
        assertThat(e).hasMessageContaining("java.net.Socket");
    }

    @Test
    void write_ofThingsOfThisProcess_namesTheirClass() {
        var executor = Executors.newSingleThreadExecutor();
        executor.shutdown();
        List<Object> things =
                List.of(Thread.currentThread(), new ByteArrayInputStream(new byte[0]), executor, new ThreadLocal<>());

        for (Object thing : things) {
            assertThat(refused(new ArrayList<>(List.of(1, thing))).className())
                    .isEqualTo(thing.getClass().getName());
        }
    }

    @Test
    void write_ofLambdaOfPlainInterface_namesIt() {
        Runnable lambda = () -> {};

        GraphException e = refused(lambda);

        assertThat(e.className()).contains("Lambda");
        assertThat(e).hasMessageContaining("not Serializable");
    }

    @Test
    void write_ofLambdaThatCapturesWhatStays_namesCaptured() {
        var socket = new Socket();
        Supplier<String> lambda = (Supplier<String> & Serializable) socket::toString;

        GraphException e = refused(lambda);

        assertThat(e.className()).isEqualTo("java.net.Socket");
        assertThat(e.path()).isEqualTo("GraphsErrorTest.captured[0]");
    }

    @Test
    void write_ofPool_saysThatPoolsDoNotTravel() {
        Object pool = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TaskPool.class}, (p, method, arguments) -> null);

        assertThat(refused(new Wagon[] {loaded(pool)})).hasMessageContaining("pool cannot travel into a task");
    }

    @Test
    void write_ofExceptionWithLock_namesTheLock() {
        GraphException e = refused(new Samples.FailureWithLock());

        assertThat(e.className()).isEqualTo("java.lang.Object");
        assertThat(e.getCause()).isInstanceOf(NotSerializableException.class);
    }

    @Test
    void write_ofDeniedClass_isRefusedInEveryForm() {
        var narrow = graphs(new ClassPolicy(List.of("**"), List.of(Samples.class.getName() + "$Point")));
        var point = new Samples.Point(1, 2);

        for (Object graph : List.of(point, List.of(point), new Samples.Point[0], Map.entry(1, point))) {
            GraphException e =
                    catchThrowableOfType(GraphException.class, () -> narrow.write(new Output(64, -1), graph));
            assertThat(e.className()).contains("Samples$Point");
        }
    }

    @Test
    void read_ofDeniedClass_isRefusedInEveryForm() throws GraphException {
        List<Map.Entry<String, Object>> cases = List.of(
                Map.entry("Samples$Point", new Samples.Point(1, 2)),
                Map.entry("Samples$Failure", Samples.failure()),
                Map.entry("Samples$WritesItself", new Samples.WritesItself(1)),
                Map.entry("Samples", Samples.adder(1)),
                Map.entry("Samples$Point", Samples.Point.class),
                Map.entry("Samples$Color", Samples.Color.GREEN));
        for (var one : cases) {
            String name = getClass().getPackageName() + "." + one.getKey();
            var narrow = graphs(new ClassPolicy(List.of("**"), List.of(name)));
            byte[] bytes = bytes(one.getValue());

            GraphException e = catchThrowableOfType(GraphException.class, () -> narrow.read(new Input(bytes)));

            assertThat(e).as(one.toString()).hasMessageContaining("policy");
            assertThat(e.className()).isEqualTo(name);
        }
    }

    @Test
    void write_whenOutputIsFull_keepsTheOverflow() {
        for (Object graph :
                List.of("x".repeat(500), Samples.failure(), loaded(new Wagon[] {loaded("x".repeat(500))}))) {
            GraphException e =
                    catchThrowableOfType(GraphException.class, () -> graphs.write(new Output(16, 100), graph));
            assertThat(e.getCause()).isInstanceOf(KryoBufferOverflowException.class);
        }
    }

    @Test
    void bombs_inWriteAndRead_areToldAndLeaveNothing() throws GraphException {
        byte[] bomb = bytes(loaded(new Bomb()));
        List<Supplier<Throwable>> blasts = List.of(
                () -> new IllegalStateException("boom"),
                () -> new IOException("boom"),
                () -> new AssertionError("boom"),
                () -> new NoClassDefFoundError("boom"),
                () -> new OutOfMemoryError("boom"));
        try {
            for (var blast : blasts) {
                Bomb.inWrite = blast;
                GraphException inWrite = refused(loaded(new Bomb()));
                Bomb.inWrite = null;
                Bomb.inRead = blast;
                GraphException inRead = catchThrowableOfType(GraphException.class, () -> graphs.read(new Input(bomb)));
                Bomb.inRead = null;

                assertThat(inWrite).hasMessageContaining("boom");
                assertThat(inWrite.getCause()).hasSameClassAs(blast.get());
                assertThat(inWrite.path()).isEqualTo("Wagon.load");
                assertThat(inRead.getCause()).hasSameClassAs(blast.get());
                assertThat(inRead.path()).isEqualTo("Wagon.load");
                assertThat(graphs.read(new Input(bytes(List.of(1, "a"))))).isEqualTo(List.of(1, "a"));
            }
        } finally {
            Bomb.inWrite = null;
            Bomb.inRead = null;
        }
    }

    @Test
    void cycle_throughRecord_isToldNotLost() throws GraphException {
        var list = new ArrayList<Object>();
        list.add(new Samples.Gen<>("x", list));
        assertThat(graphs.read(new Input(bytes(list)))).isInstanceOf(ArrayList.class);

        byte[] bytes = bytes(list.get(0));
        GraphException e = catchThrowableOfType(GraphException.class, () -> graphs.read(new Input(bytes)));

        assertThat(e).hasMessageContaining("cycle");
    }

    @Test
    void classNotThere_isNamed() throws GraphException {
        byte[] bytes = bytes(new Order(new Customer(null)));
        var elsewhere = new Graphs(new ClassPolicy(List.of("**"), List.of()), ClassLoader.getPlatformClassLoader());

        GraphException e = catchThrowableOfType(GraphException.class, () -> elsewhere.read(new Input(bytes)));

        assertThat(e.className()).isEqualTo(Order.class.getName());
        assertThat(e).hasMessageContaining("class not found");
    }

    private GraphException refused(Object graph) {
        return catchThrowableOfType(GraphException.class, () -> graphs.write(new Output(64, -1), graph));
    }

    private byte[] bytes(Object graph) throws GraphException {
        var out = new Output(64, -1);
        graphs.write(out, graph);
        return out.toBytes();
    }

    private static Wagon loaded(Object load) {
        var wagon = new Wagon();
        wagon.load = load;
        return wagon;
    }

    private static Graphs graphs(ClassPolicy policy) {
        return new Graphs(policy, GraphsErrorTest.class.getClassLoader());
    }
}
