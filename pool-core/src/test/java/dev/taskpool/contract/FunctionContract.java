package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.AsyncResult;
import dev.taskpool.Task;
import dev.taskpool.TaskFunction;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be run: everything that is a function and can travel. */
public interface FunctionContract extends PoolFixture {
    @Test
    @Case("POOL-34")
    default void apply_anyKindOfFunction_isRun() {
        TaskPool pool = shared();
        int captured = 5;
        Adder receiver = new Adder(100);
        assertThat(pool.apply(() -> captured + 1)).as("a capturing lambda").isEqualTo(6);
        assertThat(pool.<Integer, Integer>apply(Tasks::square, 4))
                .as("a static method")
                .isEqualTo(16);
        assertThat(pool.<Integer, Integer>apply(receiver::plus, 4))
                .as("a bound method")
                .isEqualTo(104);
        assertThat(pool.<String, Integer>apply(String::length, "four"))
                .as("an unbound method")
                .isEqualTo(4);
        assertThat(pool.<Integer, Adder>apply(Adder::new, 7))
                .as("a constructor")
                .isEqualTo(new Adder(7));
        assertThat(pool.<Integer, Integer>apply(new Adder(10), 7))
                .as("a record")
                .isEqualTo(17);
        assertThat(pool.apply(new Constant())).as("an ordinary class").isEqualTo("constant");
        TaskFunction<Integer, Integer> local = x -> captured * x;
        assertThat(pool.<Integer, Integer>apply(x -> local.apply(x) + 1, 3))
                .as("a lambda that captures one")
                .isEqualTo(16);
    }

    @Test
    @Case("POOL-34")
    default void apply_aRecursiveFunction_isRun() {
        assertThat(shared().<Integer, Long>apply(FunctionContract::factorial, 20))
                .isEqualTo(2_432_902_008_176_640_000L);
    }

    private static long factorial(int n) {
        return n <= 1 ? 1 : n * factorial(n - 1);
    }

    @Test
    @Case("POOL-34")
    default void apply_twoFunctionsOfOneFactory_keepWhatEachCaptured() {
        try (TaskPool pool = pool(1)) {
            TaskFunction<Integer, Integer> five = plus(5);
            TaskFunction<Integer, Integer> six = plus(6);
            for (int i = 0; i < 3; i++) {
                assertThat(pool.<Integer, Integer>apply(five, 0)).isEqualTo(5);
                assertThat(pool.<Integer, Integer>apply(six, 0)).isEqualTo(6);
                assertThat(pool.map(five, List.of(1, 2))).containsExactly(6, 7);
                assertThat(pool.map(six, List.of(1, 2))).containsExactly(7, 8);
            }
        }
    }

    private static TaskFunction<Integer, Integer> plus(int n) {
        return x -> x + n;
    }

    @Test
    default void apply_valuesOfAllKinds_comeBackEqual() {
        List<Object> values = List.of(
                1, 2L, 3.5, 'c', "text", true, List.of(1, 2), Map.of("k", List.of(3)), Map.entry("a", 1), new Adder(3));
        assertThat(shared().<Object, Object>map(Tasks::identity, values)).isEqualTo(values);
    }

    @Test
    default void manyFunctions_inFlightAtOnce_areNotMixedUp() {
        List<AsyncResult<Integer>> results = dev.taskpool.testkit.Inputs.range(300).stream()
                .map(n -> shared().<Integer, Integer>applyAsync(plus(n), 1000))
                .toList();
        for (int n = 0; n < results.size(); n++) {
            assertThat(results.get(n).join()).isEqualTo(1000 + n);
        }
    }

    /**
     * A function with state.
     *
     * @param n what it adds
     */
    record Adder(int n) implements TaskFunction<Integer, Integer> {
        @Override
        public Integer apply(Integer x) {
            return x + n;
        }

        int plus(int x) {
            return x + n;
        }
    }

    /** A task that is a class. */
    final class Constant implements Task<String> {
        private static final long serialVersionUID = 1;

        @Override
        public String call() {
            return "constant";
        }
    }
}
