package dev.taskpool.remote.internal.serial;

import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One value of every kind that people hand to a pool, and how to tell that it arrived whole. */
// People hand over values of old classes too.
@SuppressWarnings({"JdkObsolete", "IdentityHashMapUsage", "JavaUtilDate", "AddressSelection"})
final class Kinds {
    private static final List<Kind> ALL = new ArrayList<>();

    private Kinds() {}

    /** A kind of value. */
    record Kind(String name, Supplier<@Nullable Object> make, Predicate<@Nullable Object> isWhole) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Kind> all() {
        return List.copyOf(ALL);
    }

    private static void same(String name, Supplier<@Nullable Object> make) {
        ALL.add(new Kind(name, make, arrived -> {
            Object expected = make.get();
            boolean isOfClass = expected == null || (arrived != null && expected.getClass() == arrived.getClass());
            return isOfClass && Objects.deepEquals(expected, arrived);
        }));
    }

    private static void like(String name, Supplier<@Nullable Object> make) {
        ALL.add(new Kind(name, make, arrived -> Objects.deepEquals(make.get(), arrived)));
    }

    @SuppressWarnings("unchecked") // The value has the class of what was written, or the test fails.
    private static <T> void check(String name, Supplier<T> make, Predicate<T> isWhole) {
        ALL.add(new Kind(name, make::get, arrived -> isWhole.test((T) arrived)));
    }

    private static void function(String name, Supplier<Samples.IntMap> make, int in, int out) {
        check(name, make, f -> f.apply(in) == out);
    }

    static {
        records();
        collections();
        views();
        maps();
        values();
        arrays();
        graphs();
        ownForms();
        functions();
        anonymous();
    }

    private static void records() {
        same("null", () -> null);
        same("Integer", () -> 5);
        same("String", () -> "text");
        same("String not ASCII", () -> "zażółć \uD83D\uDE00");
        same("record", () -> new Samples.Point(1, 2));
        same("record of everything", Samples::rich);
        same("generic record", () -> new Samples.Gen<>("q", List.of("a", 3)));
        same("sealed records", () -> List.of(new Samples.Square(1), new Samples.Circle(2)));
        same("record array", () -> new Samples.Point[] {new Samples.Point(1, 2), null});
        same("record with nulls", () -> new Samples.Gen<>(null, null));
        same("enum", () -> Samples.Color.RED);
        same("enum with a body", () -> Samples.Color.GREEN);
        same("TimeUnit", () -> TimeUnit.DAYS);
    }

    private static void collections() {
        same("List.of()", List::of);
        same("List.of(1)", () -> List.of(1));
        same("List.of(3)", () -> List.of(1, "b", 3L));
        same("Set.of", () -> Set.of(1, 2, 3));
        same("Set.of(1)", () -> Set.of(1));
        same("List.copyOf", () -> List.copyOf(new ArrayList<>(List.of(1))));
        same("Stream.toList", () -> IntStream.range(0, 3).boxed().toList());
        same("Stream.toList with null", () -> Stream.of(1, null).toList());
        same("Collectors.toList", () -> IntStream.range(0, 3).boxed().collect(Collectors.toList()));
        same("Arrays.asList", () -> Arrays.asList(1, null, 3));
        same("ArrayList of nulls", () -> new ArrayList<>(Arrays.asList(null, null)));
        same("ArrayList of one class", () -> new ArrayList<>(List.of("a", "b")));
        same("LinkedList", () -> new LinkedList<>(List.of(1, 2)));
        same("LinkedHashSet", () -> new LinkedHashSet<>(List.of(2, 1)));
        same("TreeSet", () -> new TreeSet<>(List.of(2, 1)));
        check("ArrayDeque", () -> new ArrayDeque<>(List.of(1, 2)), d -> d.size() == 2 && d.peek() == 1);
        check("PriorityQueue", () -> new PriorityQueue<>(List.of(2, 1)), q -> q.size() == 2 && q.peek() == 1);
        same("CopyOnWriteArrayList", () -> new CopyOnWriteArrayList<>(List.of(1, 2)));
        same("CopyOnWriteArraySet", () -> new CopyOnWriteArraySet<>(List.of(1, 2)));
        same("concurrent set", Samples::concurrentSet);
        check(
                "ArrayBlockingQueue",
                () -> new ArrayBlockingQueue<>(3, true, List.of(1)),
                q -> q.remainingCapacity() == 2);
        check("LinkedBlockingQueue", () -> new LinkedBlockingQueue<>(List.of(1)), q -> q.peek() == 1);
        same("EnumSet", () -> EnumSet.of(Samples.Color.RED));
        same("EnumSet empty", () -> EnumSet.noneOf(Samples.Color.class));
        same("BitSet", () -> BitSet.valueOf(new long[] {5}));
        same("list class without state", () -> new Samples.PlainList(List.of(1)));
        check(
                "list class with state",
                () -> new Samples.NamedList("n", List.of(1)),
                l -> l.name.equals("n") && l.get(0).equals(1));
    }

    private static void views() {
        like("subList of List.of", () -> List.of(1, 2, 3, 4).subList(1, 3));
        like("subList of ArrayList", () -> new ArrayList<>(List.of(1, 2, 3, 4)).subList(1, 3));
        same("unmodifiableList", () -> Collections.unmodifiableList(new ArrayList<>(List.of(1, 2))));
        same("unmodifiableMap", () -> Collections.unmodifiableMap(new HashMap<>(Map.of(1, 2))));
        same("unmodifiableSet", () -> Collections.unmodifiableSet(new HashSet<>(Set.of(1, 2))));
        same("synchronizedList", () -> Collections.synchronizedList(new ArrayList<>(List.of(1, 2))));
        same("synchronizedMap", () -> Collections.synchronizedMap(new HashMap<>(Map.of(1, 2))));
        like("nCopies", () -> Collections.nCopies(3, "x"));
        same("emptyList", Collections::emptyList);
        same("emptyMap", Collections::emptyMap);
        same("singletonList", () -> Collections.singletonList(1));
        same("singleton", () -> Collections.singleton(1));
        same("singletonMap", () -> Collections.singletonMap(1, 2));
        like("keySet", () -> new HashMap<>(Map.of(1, 2)).keySet());
        check("values", () -> new HashMap<>(Map.of(1, 2)).values(), (Collection<Integer> v) -> v.contains(2));
        like("descending set", () -> new TreeSet<>(List.of(1, 2)).descendingSet());
        check("descending order", () -> new TreeSet<>(List.of(1, 2)).descendingSet(), s -> s.first() == 2);
    }

    private static void maps() {
        same("Map.of", () -> Map.of("a", 1, "b", 2));
        same("Map.of(1)", () -> Map.of("a", 1));
        same("Map.ofEntries", () -> Map.ofEntries(Map.entry("k", 1)));
        same("Map.entry", () -> Map.entry("k", 1));
        same("SimpleEntry", () -> new AbstractMap.SimpleEntry<>("k", 1));
        same("SimpleEntry of nulls", () -> new AbstractMap.SimpleEntry<>(null, null));
        same("SimpleImmutableEntry", () -> new AbstractMap.SimpleImmutableEntry<>("k", null));
        like(
                "entry of HashMap",
                () -> new HashMap<>(Map.of(1, 2)).entrySet().iterator().next());
        same("HashMap", () -> new HashMap<>(Map.of(1, 2)));
        same("LinkedHashMap", () -> new LinkedHashMap<>(Map.of(1, 2)));
        same("TreeMap with comparator", () -> Samples.treeMap(Comparator.reverseOrder()));
        check(
                "TreeMap with lambda",
                () -> Samples.treeMap((Comparator<String> & Serializable) (a, b) -> b.compareTo(a)),
                m -> m.firstKey().equals("b"));
        same("ConcurrentHashMap", () -> new ConcurrentHashMap<>(Map.of(1, 2)));
        same("ConcurrentSkipListMap", () -> new ConcurrentSkipListMap<>(Map.of(1, 2)));
        same("EnumMap", () -> new EnumMap<>(Map.of(Samples.Color.RED, new Samples.Point(1, 2))));
        same("EnumMap empty", () -> new EnumMap<>(Samples.Color.class));
        check("IdentityHashMap", () -> new IdentityHashMap<>(Map.of("1", 2)), m -> m.size() == 1);
        same("LRU map", Samples::lruMap);
    }

    private static void values() {
        same("Optional", () -> Optional.of("x"));
        same("Optional.empty", Optional::empty);
        same("OptionalInt", () -> OptionalInt.of(3));
        same("OptionalLong", () -> OptionalLong.of(3));
        same("OptionalDouble", () -> OptionalDouble.of(3));
        same("Instant", () -> Instant.ofEpochSecond(5, 6));
        same("Duration", () -> Duration.ofMillis(77));
        same("LocalDate", () -> LocalDate.of(2020, 1, 1));
        same("LocalTime", () -> LocalTime.of(1, 2, 3));
        same("LocalDateTime", () -> LocalDateTime.of(2020, 1, 1, 1, 1));
        same("ZonedDateTime", () -> ZonedDateTime.of(2020, 1, 1, 1, 1, 1, 1, ZoneId.of("Europe/Berlin")));
        same("ZoneId", () -> ZoneId.of("Europe/Berlin"));
        same("Period", () -> Period.ofDays(3));
        same("DayOfWeek", () -> DayOfWeek.MONDAY);
        same("BigDecimal", () -> new BigDecimal("1.2300"));
        same("BigInteger", () -> BigInteger.TWO.pow(200));
        same("UUID", () -> new UUID(1, 2));
        same("URI", () -> URI.create("http://x/y"));
        check(
                "Pattern",
                () -> Pattern.compile("a+", Pattern.CASE_INSENSITIVE),
                p -> p.matcher("AA").matches());
        same("Locale", () -> Locale.GERMANY);
        same("Currency", () -> Currency.getInstance("EUR"));
        same("Date", () -> new Date(5));
        same("Calendar", () -> new GregorianCalendar(2020, 1, 1));
        check("Random", () -> new Random(5), r -> r.nextInt() == new Random(5).nextInt());
        check("AtomicInteger", () -> new AtomicInteger(5), a -> a.get() == 5);
        check("AtomicLong", () -> new AtomicLong(5), a -> a.get() == 5);
        check("AtomicBoolean", () -> new AtomicBoolean(true), AtomicBoolean::get);
        check("AtomicReference", () -> new AtomicReference<>("x"), a -> a.get().equals("x"));
        same("Class", () -> Samples.Point.class);
        same("Class of int", () -> int.class);
        same("Class of an array", () -> String[].class);
        same("Class that cannot travel itself", () -> Thread.class);
        same("File", () -> new File("x"));
        same("Path", () -> Path.of("x"));
        same("InetAddress", Kinds::localhost);
        check("StringBuilder", () -> new StringBuilder("x"), b -> b.toString().equals("x"));
        check("Object", Object::new, o -> o.getClass() == Object.class);
        same("StackTraceElement", () -> new StackTraceElement("app", "m", "1", "C", "f", "C.java", 3));
    }

    private static void arrays() {
        same("int[]", () -> new int[] {1, 2});
        same("boolean[]", () -> new boolean[] {true, false});
        same("char[]", () -> new char[] {'a', '\u0416'});
        same("short[]", () -> new short[] {1, -2});
        same("float[]", () -> new float[] {1.5f});
        same("long[]", () -> new long[] {1, Long.MIN_VALUE});
        same("double[][]", () -> new double[][] {{1}, {2, 3}});
        same("int[][][]", () -> new int[][][] {{{1}}, {}, null});
        same("String[]", () -> new String[] {"a", null});
        same("Integer[]", () -> new Integer[] {1, null});
        same("Object[]", () -> new Object[] {1, "a", List.of(1)});
        same("Object[][]", () -> new Object[][] {{1, "a"}, {}, null});
        same("enum[]", () -> new Samples.Color[] {Samples.Color.RED, Samples.Color.GREEN});
        same("StackTraceElement[]", () -> new StackTraceElement[] {new StackTraceElement("C", "f", "C.java", 3)});
        same("a mebibyte", () -> new byte[1 << 20]);
        same("array of nothing", () -> new Object[1000]);
    }

    private static void graphs() {
        check(
                "cycle",
                Samples::cycle,
                a -> a.next != null && a.next.next == a && a.next.prev == a && a.all.get(0) == a);
        check("map in itself", Samples::mapInItself, m -> m.get("self") == m);
        check("shared", Samples::shared, all -> all[0] == all[1]);
        check("shared view", Samples::sharedView, all -> all[0] == all[1]);
        check("5000 deep", () -> Samples.chain(5000), c -> Samples.length(c) == 5000);
        check("exception", Samples::failure, Samples::isWholeFailure);
        check("exception, 5000 causes", () -> Samples.causes(5000), e -> Samples.causeCount(e) == 5000);
        check("StackOverflowError", StackOverflowError::new, e -> e.getClass() == StackOverflowError.class);
        check(
                "exception in a record",
                () -> new Samples.Gen<>(new IOException("io"), null),
                g -> g.t().getMessage().equals("io"));
    }

    private static void ownForms() {
        same("no default constructor", () -> new Samples.Named(1, "x"));
        check("writeObject", () -> new Samples.WritesItself(9), c -> c.n == 9);
        check("writeReplace", () -> new Samples.ReplacesItself(9), c -> c.n == 9);
        check("readResolve", () -> Samples.Single.ONE, s -> s == Samples.Single.ONE);
        check("Externalizable", () -> new Samples.External(9), c -> c.n == 9 && c.self == c);
        check("KryoSerializable", () -> new Samples.ByKryo(9), c -> c.n == 9);
        check("public fields", () -> new Samples.Open(3, "b"), o -> o.a == 3 && o.b.equals("b"));
        check("dynamic proxy", Samples::proxy, p -> p.test(3) && !p.test(4));
    }

    private static void functions() {
        function("lambda", () -> x -> x + 1, 1, 2);
        function("lambda, captures", Samples::capturing, 1, 10);
        function("lambda, captures array", Samples::capturingArray, 1, 14);
        function("lambda, captures this", () -> new Samples.Holder(5).capturesThis(), 1, 6);
        function("lambda in lambda", Samples::nested, 1, 11);
        function("static method", () -> Samples::twice, 4, 8);
        function("bound method of a map", () -> new HashMap<>(Map.of(4, 9))::get, 4, 9);
        function("bound method of an object", () -> new Samples.Holder(5)::add, 4, 9);
        function("unbound method", () -> Integer::intValue, 4, 4);
        function("static method of the JDK", () -> Math::abs, -4, 4);
        check(
                "constructor",
                () -> (Samples.Maker) Samples.Holder::new,
                m -> m.make(4).add(1) == 5);
        check("intersection cast", () -> (Function<Integer, Integer> & Serializable) x -> x + 1, f -> f.apply(1) == 2);
        check("primitive predicate", () -> (IntPredicate & Serializable) x -> x > 1, p -> p.test(2));
        check(
                "Comparator.comparing",
                () -> Comparator.comparing((Function<String, Integer> & Serializable) String::length),
                c -> c.compare("a", "bb") < 0);
        check(
                "generic method, of Integer",
                () -> (Function<Integer, Integer> & Serializable) Samples::same,
                f -> f.apply(1).equals(1));
        check(
                "generic method, of String",
                () -> (Function<String, String> & Serializable) Samples::same,
                f -> f.apply("x").equals("x"));
        check(
                "two of one factory",
                () -> new Samples.IntMap[] {Samples.adder(1), Samples.adder(2)},
                f -> f[0].apply(1) == 2 && f[1].apply(1) == 3);
    }

    private static void anonymous() {
        function("anonymous class, captures", () -> Samples.anonymous(4), 1, 5);
        function("anonymous class, of this", () -> new Samples.Holder(5).anonymous(), 1, 6);
        function("local class", () -> Samples.local(4), 1, 5);
        check("double brace list", () -> new Samples.Holder(5).braces(), l -> l.equals(List.of(1)));
    }

    private static InetAddress localhost() {
        try {
            return InetAddress.getByName("127.0.0.1");
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
