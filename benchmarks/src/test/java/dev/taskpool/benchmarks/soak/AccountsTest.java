package dev.taskpool.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.TaskOptions;
import dev.taskpool.TaskTimeoutException;
import dev.taskpool.WorkerLostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AccountsTest {
    private static final TaskOptions ONCE = TaskOptions.defaults();

    private final Violations violations = new Violations();
    private final Accounts accounts = new Accounts(violations);

    @Test
    void oneOutcomeForEachItem_isAsItMustBe() {
        long first = accounts.issue(3);
        accounts.value(quick(first), right(first), ONCE);
        accounts.failure(quick(first + 1), lost(), ONCE);
        accounts.mapSucceeded(List.of(quick(first + 2)), List.of(right(first + 2)), ONCE);
        accounts.findLost();

        assertThat(violations.list()).isEmpty();
        assertThat(accounts.totals().settled()).isEqualTo(3);
    }

    @Test
    void lostOutcome_isFound() {
        long first = accounts.issue(2);
        accounts.value(quick(first), right(first), ONCE);
        accounts.findLost();

        assertThat(violations.list()).containsExactly("no outcome for item 1");
    }

    @Test
    void secondOutcome_isFound() {
        long first = accounts.issue(1);
        accounts.value(quick(first), right(first), ONCE);
        accounts.failure(quick(first), lost(), ONCE);

        assertThat(violations.list()).singleElement().asString().startsWith("a second outcome for item 0");
    }

    @Test
    void answerOfAnotherItem_isFound() {
        long first = accounts.issue(2);
        accounts.value(quick(first), right(first + 1), ONCE);

        assertThat(violations.list()).singleElement().asString().startsWith("answer 1");
    }

    @Test
    void timeoutWithoutALimit_isFound() {
        var failure = new TaskTimeoutException("late", Duration.ofSeconds(1), "", -1, 1);

        accounts.failure(quick(accounts.issue(1)), failure, ONCE);

        assertThat(violations.count()).isEqualTo(1);
    }

    @Test
    void moreRunsThanAllowed_areFound() {
        Item item = quick(accounts.issue(1));

        accounts.value(item, new Answer(0, Errand.value(0), 3, new byte[0]), ONCE.retries(1));

        assertThat(violations.count()).isEqualTo(1);
    }

    private static Item quick(long number) {
        return new Item(number, Item.Kind.QUICK, 0, new byte[0]);
    }

    private static Answer right(long number) {
        return new Answer(number, Errand.value(number), 1, new byte[0]);
    }

    private static WorkerLostException lost() {
        return new WorkerLostException("gone", WorkerLostException.Reason.SIGNAL, 137, 1, "", -1, 1);
    }
}
