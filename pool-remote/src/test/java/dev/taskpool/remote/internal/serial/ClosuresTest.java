package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import dev.taskpool.TaskBiFunction;
import dev.taskpool.TaskFunction;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Method references to one method, with different types, in one class: the compiler's own method makes the first of them
 * again, whichever was written.
 */
class ClosuresTest {
    private final Graphs graphs =
            new Graphs(new ClassPolicy(List.of("**"), List.of()), getClass().getClassLoader());

    private static <T> T same(T value) {
        return value;
    }

    private record Box<T>(T content) {
        Box<T> self() {
            return this;
        }
    }

    /** Its method is inherited, so a reference names this class whatever the receiver is. */
    abstract static class Animal implements Serializable {
        String name() {
            return getClass().getSimpleName();
        }
    }

    static final class Cat extends Animal {}

    static final class Dog extends Animal {}

    /** Says nothing. */
    interface Marker {}

    /** Has the method of its superinterface under a descriptor of its own. */
    interface TextFunction extends TaskFunction<String, String> {
        @Override
        String apply(String item);
    }

    /** Gives what it has. */
    interface Source<T> extends Serializable {
        T get();

        /** A lambda of an interface, which captures it. */
        default TaskFunction<String, String> labelled() {
            return item -> item + get();
        }
    }

    @Test
    void staticMethod() throws Exception {
        TaskFunction<Integer, Integer> number = ClosuresTest::same;
        TaskFunction<byte[], byte[]> bytes = ClosuresTest::same;

        assertThat(crossed(number).apply(7)).isEqualTo(7);
        assertThat(crossed(bytes).apply(new byte[] {1})).containsExactly(1);
        assertThat(crossed(crossed(bytes)).apply(new byte[] {1})).containsExactly(1);
    }

    @Test
    void unboundMethod() throws Exception {
        TaskFunction<Box<Integer>, Integer> number = Box::content;
        TaskFunction<Box<String>, String> text = Box::content;

        assertThat(crossed(number).apply(new Box<>(7))).isEqualTo(7);
        assertThat(crossed(text).apply(new Box<>("x"))).isEqualTo("x");
    }

    @Test
    void unboundMethod_ofTwo() throws Exception {
        TaskBiFunction<Map<String, Integer>, String, Integer> number = Map::get;
        TaskBiFunction<Map<Integer, String>, Integer, String> text = Map::get;

        assertThat(crossed(number).apply(Map.of("x", 7), "x")).isEqualTo(7);
        assertThat(crossed(text).apply(Map.of(7, "x"), 7)).isEqualTo("x");
    }

    @Test
    void boundMethod() {
        Source<Integer> number = new Box<>(7)::content;
        Source<String> text = new Box<>("x")::content;

        assertThat(crossed(number).get()).isEqualTo(7);
        assertThat(crossed(text).get()).isEqualTo("x");
    }

    @Test
    void boundMethod_ofReceiversOfDifferentClasses() {
        Source<String> cat = new Cat()::name;
        Source<String> dog = new Dog()::name;

        assertThat(crossed(cat).get()).isEqualTo("Cat");
        assertThat(crossed(dog).get()).isEqualTo("Dog");
    }

    @Test
    void boundMethod_ofAnInterface() throws Exception {
        Map<String, Integer> lengths = Map.of("x", 1);
        Map<Integer, String> names = Map.of(1, "x");
        TaskFunction<String, Integer> number = lengths::get;
        TaskFunction<Integer, String> text = names::get;

        assertThat(crossed(number).apply("x")).isEqualTo(1);
        assertThat(crossed(text).apply(1)).isEqualTo("x");
    }

    @Test
    void constructor() throws Exception {
        TaskFunction<Integer, Box<Integer>> number = Box::new;
        TaskFunction<String, Box<String>> text = Box::new;

        assertThat(crossed(number).apply(7)).isEqualTo(new Box<>(7));
        assertThat(crossed(text).apply("x")).isEqualTo(new Box<>("x"));
    }

    @Test
    void method_thatReturnsItsGenericReceiver() throws Exception {
        TaskFunction<Box<Integer>, Box<Integer>> number = Box::self;
        TaskFunction<Box<String>, Object> text = Box::self;

        assertThat(crossed(number).apply(new Box<>(7))).isEqualTo(new Box<>(7));
        assertThat(crossed(text).apply(new Box<>("x"))).isEqualTo(new Box<>("x"));
    }

    @Test
    void interfaceWithABridge() throws Exception {
        TextFunction first = String::strip;
        TaskFunction<String, String> plain = String::strip;
        TextFunction text = ClosuresTest::same;

        assertThat(crossed(first).apply(" x ")).isEqualTo("x");
        assertThat(crossed(plain).apply(" x ")).isEqualTo("x");
        TaskFunction<String, String> bridged = crossed(text);
        assertThat(bridged.apply("x")).isEqualTo("x");
    }

    /** Narrows what comes out, which takes another bridge. */
    interface Narrow<R extends CharSequence> extends TaskFunction<String, Object> {
        @Override
        R apply(String item);
    }

    @Test
    void genericInterfaceWithABridge() throws Exception {
        Narrow<StringBuilder> builder = ClosuresTest::text;
        Narrow<String> text = crossed((Narrow<String>) ClosuresTest::text);
        TaskFunction<String, Object> bridged = text;

        assertThat(builder).isNotNull();
        assertThat(text.apply("x")).isEqualTo("x");
        assertThat(bridged.apply("x")).isEqualTo("x");
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller's type is what this is about
    private static <T extends CharSequence> T text(String item) {
        return (T) item;
    }

    @Test
    void markers_areKept() throws Exception {
        TaskFunction<Integer, Integer> plain = Math::abs;
        TaskFunction<Integer, Integer> marked = (TaskFunction<Integer, Integer> & Marker) Math::abs;

        assertThat(crossed(plain).apply(-1)).isEqualTo(1);
        TaskFunction<Integer, Integer> arrived = crossed(marked);
        assertThat(arrived).isInstanceOf(Marker.class);
        assertThat(arrived.apply(-1)).isEqualTo(1);
    }

    @Test
    void lambda_ofAnInterface_thatCapturesIt() throws Exception {
        Source<String> source = () -> "y";

        assertThat(crossed(source.labelled()).apply("x")).isEqualTo("xy");
    }

    @Test
    void insideALambdaOfTheJdk() {
        Comparator<Integer> numbers =
                Comparator.comparing((Function<Integer, Integer> & Serializable) ClosuresTest::same);
        Comparator<String> texts = Comparator.comparing((Function<String, String> & Serializable) ClosuresTest::same);

        assertThat(crossed(numbers).compare(1, 2)).isNegative();
        assertThat(crossed(texts).compare("a", "b")).isNegative();
    }

    @Test
    void insideAnException() {
        Source<String> cat = new Cat()::name;
        Source<String> dog = new Dog()::name;

        assertThat(crossed(new Blame(cat)).source.get()).isEqualTo("Cat");
        assertThat(crossed(new Blame(dog)).source.get()).isEqualTo("Dog");
    }

    /** Goes by Java serialization. */
    static final class Blame extends RuntimeException {
        private static final long serialVersionUID = 1;

        final Source<?> source;

        Blame(Source<?> source) {
            this.source = source;
        }
    }

    @Test
    void manyTimes_areOneClass() {
        TaskFunction<List<Integer>, List<Integer>> numbers = ClosuresTest::same;
        TaskFunction<List<String>, Object> texts = ClosuresTest::same;

        assertThat(crossed(numbers)).isNotNull();
        assertThat(IntStream.range(0, 10)
                        .mapToObj(i -> crossed(texts).getClass())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void lambdaThatTheClassDoesNotHave_isRefused() {
        var known = ClosureShape.of(Closures.serialForm((Source<String>) () -> "z"), List.of());
        var invented = new ClosureShape(
                known.capturingClass(),
                known.interfaceClass(),
                known.interfaceMethod(),
                known.interfaceSignature(),
                known.implKind(),
                "java/lang/Runtime",
                "getRuntime",
                "()Ljava/lang/Runtime;",
                known.instantiatedType(),
                List.of());
        var gate = new ClassGate(
                new ClassPolicy(List.of("**"), List.of()), getClass().getClassLoader());

        var refused = catchThrowableOfType(
                RefusedException.class, () -> Closures.make(gate, getClass(), invented, new Object[0]));

        assertThat(refused).hasMessageContaining("unknown to this class");
    }

    @SuppressWarnings("unchecked") // the same class, or the test fails
    private <T> T crossed(T value) {
        try {
            var out = new Output(64, -1);
            graphs.write(out, value);
            return (T) graphs.read(new Input(out.toBytes()));
        } catch (GraphException e) {
            throw new AssertionError(e);
        }
    }
}
