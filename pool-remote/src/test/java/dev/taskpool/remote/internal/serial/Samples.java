package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoSerializable;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Classes as users write them, for the kinds that are tested. */
// Serial versions and transient marks are left out as users leave them out.
@SuppressWarnings({"serial", "UnusedVariable"})
final class Samples {
    private Samples() {}

    @FunctionalInterface
    interface IntMap extends Serializable {
        Integer apply(Integer x);
    }

    @FunctionalInterface
    interface Maker extends Serializable {
        Holder make(int k);
    }

    record Point(int x, int y) {}

    record Gen<T>(@Nullable T t, @Nullable List<? super T> all) {}

    record Rich(
            String name,
            List<Point> points,
            Map<String, Integer> map,
            Optional<String> maybe,
            List<int[]> arrays,
            Instant at,
            Color color,
            double d) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Rich r
                    && List.of(name, points, map, maybe, at, color, d)
                            .equals(List.of(r.name, r.points, r.map, r.maybe, r.at, r.color, r.d))
                    && Arrays.equals(arrays.get(0), r.arrays.get(0));
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    enum Color {
        RED,
        GREEN {
            @Override
            String sign() {
                return "g";
            }
        };

        String sign() {
            return "r";
        }
    }

    sealed interface Shape permits Square, Circle {}

    record Square(double a) implements Shape {}

    record Circle(double r) implements Shape {}

    static final class Node {
        final String name;

        @Nullable
        Node next;

        @Nullable
        Node prev;

        final List<Node> all = new ArrayList<>();

        Node(String name) {
            this.name = name;
        }
    }

    static final class Chain {
        @Nullable
        Chain next;
    }

    static final class Named {
        final int a;
        final String b;

        Named(int a, String b) {
            this.a = a;
            this.b = b;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Named n && n.a == a && n.b.equals(b);
        }

        @Override
        public int hashCode() {
            return a;
        }
    }

    /** A public class with public fields. */
    public static class Open {
        public int a;
        public String b;

        public Open() {
            this(0, "");
        }

        Open(int a, String b) {
            this.a = a;
            this.b = b;
        }
    }

    static final class Failure extends RuntimeException {
        final int code;

        Failure(String message, Throwable cause, int code) {
            super(message, cause);
            this.code = code;
        }
    }

    static final class FailureWithLock extends RuntimeException {
        final Object lock = new Object();
    }

    static final class WritesItself implements Serializable {
        transient int n;

        WritesItself(int n) {
            this.n = n;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeInt(n);
        }

        private void readObject(ObjectInputStream in) throws IOException {
            n = in.readInt();
        }
    }

    static final class ReplacesItself implements Serializable {
        final int n;

        ReplacesItself(int n) {
            this.n = n;
        }

        private Object writeReplace() {
            return new StandIn(n);
        }

        private record StandIn(int n) implements Serializable {
            private Object readResolve() {
                return new ReplacesItself(n);
            }
        }
    }

    static final class Single implements Serializable {
        static final Single ONE = new Single();

        private Object readResolve() {
            return ONE;
        }
    }

    /** Writes itself, and a reference to itself. */
    public static final class External implements Externalizable {
        int n;

        @Nullable
        Object self = this;

        public External() {}

        External(int n) {
            this.n = n;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeInt(n);
            out.writeObject(self);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
            n = in.readInt();
            self = in.readObject();
        }
    }

    static final class ByKryo implements KryoSerializable {
        int n;

        ByKryo() {}

        ByKryo(int n) {
            this.n = n;
        }

        @Override
        public void write(Kryo kryo, Output out) {
            out.writeInt(n);
        }

        @Override
        public void read(Kryo kryo, Input in) {
            n = in.readInt();
        }
    }

    static final class PlainList extends ArrayList<Object> {
        PlainList() {}

        PlainList(Collection<?> all) {
            super(all);
        }
    }

    static final class NamedList extends ArrayList<Object> {
        final String name;

        NamedList(String name, Collection<?> all) {
            super(all);
            this.name = name;
        }
    }

    private record Only(int number) implements InvocationHandler, Serializable {
        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) {
            return arguments[0].equals(number);
        }
    }

    static final class Holder implements Serializable {
        final int k;

        Holder(int k) {
            this.k = k;
        }

        int add(int x) {
            return x + k;
        }

        IntMap capturesThis() {
            return x -> x + k;
        }

        IntMap anonymous() {
            return new IntMap() {
                @Override
                public Integer apply(Integer x) {
                    return x + k;
                }
            };
        }

        // As users write it.
        @SuppressWarnings("DoubleBraceInitialization")
        List<Integer> braces() {
            return new ArrayList<>() {
                {
                    add(1);
                }
            };
        }
    }

    static Rich rich() {
        return new Rich(
                "n",
                List.of(new Point(1, 2)),
                Map.of("a", 1),
                Optional.of("x"),
                List.of(new int[] {1}),
                Instant.EPOCH,
                Color.GREEN,
                0.5);
    }

    static int twice(int x) {
        return 2 * x;
    }

    static <T> T same(T value) {
        return value;
    }

    static IntMap adder(int k) {
        return x -> x + k;
    }

    static IntMap capturing() {
        int k = 3;
        List<Integer> list = List.of(4, 5);
        var point = new Point(1, 2);
        return x -> x + k + list.get(0) + point.y();
    }

    static IntMap capturingArray() {
        long k = 3;
        int[] array = {7};
        byte b = 1;
        char c = 2;
        return x -> (int) (x + k + array[0] + b + c);
    }

    static IntMap nested() {
        IntMap inner = x -> x * 10;
        return x -> inner.apply(x) + 1;
    }

    static IntMap anonymous(int k) {
        return new IntMap() {
            @Override
            public Integer apply(Integer x) {
                return x + k;
            }
        };
    }

    static IntMap local(int k) {
        class Local implements IntMap {
            @Override
            public Integer apply(Integer x) {
                return x + k;
            }
        }
        return new Local();
    }

    static IntPredicate proxy() {
        return (IntPredicate) Proxy.newProxyInstance(
                Samples.class.getClassLoader(), new Class<?>[] {IntPredicate.class}, new Only(3));
    }

    static Node cycle() {
        var a = new Node("a");
        var b = new Node("b");
        a.next = b;
        b.prev = a;
        b.next = a;
        a.all.add(a);
        a.all.add(b);
        return a;
    }

    static Map<String, Object> mapInItself() {
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        return map;
    }

    static Object[] shared() {
        var list = new ArrayList<>(List.of(1));
        return new Object[] {list, list};
    }

    static Object[] sharedView() {
        var list = Arrays.asList(1, 2);
        return new Object[] {list, list};
    }

    static NavigableMap<String, Integer> treeMap(Comparator<String> order) {
        var map = new TreeMap<String, Integer>(order);
        map.put("a", 1);
        map.put("b", 2);
        return map;
    }

    static Set<Object> concurrentSet() {
        Set<Object> set = ConcurrentHashMap.newKeySet();
        Collections.addAll(set, 1, 2);
        return set;
    }

    static Map<Integer, Integer> lruMap() {
        var map = new LinkedHashMap<Integer, Integer>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Integer> eldest) {
                return size() > 1;
            }
        };
        map.put(1, 1);
        map.put(2, 2);
        return map;
    }

    static Chain chain(int length) {
        var first = new Chain();
        Chain last = first;
        for (int i = 1; i < length; i++) {
            last.next = new Chain();
            last = last.next;
        }
        return first;
    }

    static int length(Chain first) {
        int length = 0;
        for (Chain c = first; c != null; c = c.next) {
            length++;
        }
        return length;
    }

    static Failure failure() {
        var cause = new IOException("io", new NumberFormatException("number"));
        var failure = new Failure("outer", cause, 42);
        failure.addSuppressed(new IllegalArgumentException("suppressed"));
        return failure;
    }

    static boolean isWholeFailure(Failure f) {
        return f.code == 42
                && "outer".equals(f.getMessage())
                && f.getCause() instanceof IOException io
                && io.getCause() instanceof NumberFormatException
                && f.getSuppressed().length == 1
                && f.getStackTrace()[0].getMethodName().equals("failure");
    }

    static Exception causes(int count) {
        Exception e = new IOException("0");
        e.setStackTrace(new StackTraceElement[0]);
        for (int i = 1; i < count; i++) {
            e = new IOException("" + i, e);
            e.setStackTrace(new StackTraceElement[0]);
        }
        return e;
    }

    static int causeCount(Throwable first) {
        int count = 0;
        for (Throwable t = first; t != null; t = t.getCause()) {
            count++;
        }
        return count;
    }
}
