package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taskpool.Outcome;
import dev.taskpool.PoolException;
import dev.taskpool.TaskFailedException;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.NegativeException;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.SayWhenException;
import dev.taskpool.testkit.Tasks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One outcome for each item. */
public interface SettledContract extends PoolFixture {
    @Test
    default void mapSettled_someItemsFail_givesOneOutcomeEachInOrder() {
        for (int chunksize : new int[] {1, 2, 10}) {
            List<Outcome<Integer>> outcomes =
                    shared().mapSettled(Tasks::squareOfPositive, List.of(3, -1, 4, -1, 5), chunksize);
            assertThat(outcomes).extracting(Outcome::index).containsExactly(0, 1, 2, 3, 4);
            assertThat(outcomes).extracting(Outcome::isSuccess).containsExactly(true, false, true, false, true);
            assertThat(outcomes).extracting(Outcome::attempts).containsOnly(1);
            assertThat(outcomes)
                    .allSatisfy(
                            outcome -> assertThat(outcome.elapsed()).isGreaterThanOrEqualTo(java.time.Duration.ZERO));
            assertThat(outcomes.get(4).get()).isEqualTo(25);
            assertThatExceptionOfType(TaskFailedException.class)
                    .isThrownBy(() -> outcomes.get(3).get())
                    .withCauseInstanceOf(NegativeException.class)
                    .satisfies(failure -> assertThat(failure.itemIndex()).isEqualTo(3));
        }
    }

    @Test
    default void mapSettled_everyItemFails_doesNotFailAsAWhole() {
        assertThat(shared().mapSettled(Tasks::squareOfPositive, List.of(-1, -2)))
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Failure.class,
                                failure -> assertThat(failure.error()).isInstanceOf(PoolException.class)));
    }

    @Test
    default void mapSettled_nulls_areValues() {
        List<Outcome<Object>> outcomes = shared().<Object, Object>mapSettled(Tasks::identity, Arrays.asList(null, 1));
        assertThat(outcomes).extracting(Outcome::isSuccess).containsOnly(true);
        assertThat(outcomes.get(0).get()).isNull();
    }

    @Test
    default void mapSettled_anInputThatThrows_throwsThatVeryException() {
        SayWhenException when = new SayWhenException();
        assertThatExceptionOfType(SayWhenException.class)
                .isThrownBy(() -> shared().mapSettled(Tasks::square, Inputs.failingAt(2, 5, when)))
                .isSameAs(when);
    }
}
