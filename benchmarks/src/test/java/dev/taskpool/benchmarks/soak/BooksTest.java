package dev.taskpool.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.PoolStats;
import dev.taskpool.TaskInfo;
import dev.taskpool.TaskOptions;
import dev.taskpool.WorkerInfo;
import dev.taskpool.WorkerLostException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BooksTest {
    private final Violations violations = new Violations();
    private final Accounts accounts = new Accounts(violations);
    private final Census census = new Census();
    private final Books books = new Books(violations);

    @Test
    void countsThatAgree_balance() {
        settleOneItem();
        census.taskFinished(new TaskInfo(1, Client.EACH, -1, 1, 0, 1), Duration.ZERO);

        books.balance(stats(0, 1), accounts.totals(), census);

        assertThat(violations.list()).isEmpty();
    }

    @Test
    void valueThatThePoolDidNotCount_isFound() {
        settleOneItem();

        books.balance(stats(0, 0), accounts.totals(), census);

        assertThat(violations.list()).containsExactly("listener.finished(each) = values received: 0 = 1");
    }

    @Test
    void itemThatNeverLeftTheQueue_isFound() {
        books.balanceIdle(stats(1, 0));

        assertThat(violations.list()).containsExactly("stats.queued = 0: 1 = 0");
    }

    @Test
    void deathThatNobodyCaused_isFound() {
        var worker = new WorkerInfo(1, 0, "", WorkerInfo.State.DEAD, 0, 0, Instant.EPOCH, "");
        census.workerStarted(worker);
        census.workerExited(worker, Reason.SIGNAL, 137);

        books.balanceDeaths(census, Map.of(Signal.STOP, 1L));

        assertThat(violations.list()).containsExactly("workers lost to signals <= KILL and SEGV sent: 1 <= 0");
    }

    private void settleOneItem() {
        long number = accounts.issue(1);
        accounts.value(
                new Item(number, Item.Kind.QUICK, 0, new byte[0]),
                new Answer(number, Errand.value(number), 1, new byte[0]),
                TaskOptions.defaults());
    }

    private static PoolStats stats(long queued, long completed) {
        return new PoolStats("pool", List.of(), queued, 0, completed, 0, 0, 0, 0, Duration.ZERO);
    }
}
