package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.ResultIterator;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.Journal;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.Tasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far an iteration reads and works ahead of its consumer, and how it is given up. */
public interface LookaheadContract extends PoolFixture {
    @Test
    @Case("POOL-53")
    default void imap_anyLookahead_givesTheRightResults() {
        for (int items : new int[] {1, 20}) {
            try (TaskPool pool = builder().workers(2).config(lookahead(items)).build()) {
                List<Integer> values = new ArrayList<>();
                pool.<Integer, Integer>imap(Tasks::square, Inputs.range(10), 1).forEachRemaining(values::add);
                assertThat(values).isEqualTo(Inputs.squares(10));
                assertThat(pool.imap(Tasks::square, List.<Integer>of()).hasNext())
                        .isFalse();
            }
        }
    }

    @Test
    @Case("POOL-53")
    default void imap_anEndlessInput_isReadABoundedNumberOfItemsAhead() {
        AtomicInteger read = new AtomicInteger();
        try (TaskPool pool = builder().workers(2).config(lookahead(2)).build();
                ResultIterator<Integer> results = pool.imap(Tasks::square, Inputs.endless(read), 1)) {
            assertThat(List.of(results.next(), results.next(), results.next())).containsExactly(0, 1, 4);
            assertThat(read.get()).as("items read for 3 results and 2 ahead").isBetween(3, 3 + 2);
        }
        int readAtTheEnd = read.get();
        assertThat(readAtTheEnd).isLessThan(10);
    }

    @Test
    @Case("POOL-53")
    default void imapUnordered_anEndlessInput_isReadABoundedNumberOfItemsAhead() {
        AtomicInteger read = new AtomicInteger();
        try (ResultIterator<Integer> results = shared().imapUnordered(Tasks::square, Inputs.endless(read))) {
            for (int i = 0; i < 100; i++) {
                assertThat(results.next()).isNotNegative();
            }
            assertThat(read.get()).isGreaterThanOrEqualTo(100);
        }
        int readAtTheEnd = read.get();
        assertThat(shared().map(Tasks::square, Inputs.range(10))).isEqualTo(Inputs.squares(10));
        assertThat(read).as("read after close").hasValue(readAtTheEnd);
    }

    @Test
    @Case("POOL-53")
    default void build_aLookaheadBelowOne_isRefused() {
        for (int items : new int[] {0, -1}) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> builder().config(lookahead(items)).build())
                    .withMessageContaining("lookahead");
        }
    }

    @Test
    @Case("POOL-55")
    default void close_inTheMiddle_cancelsWhatHasNotStarted(@TempDir Path folder) {
        for (int chunksize : new int[] {1, 3}) {
            Gate gate = Gate.in(folder);
            Gate blocked = Gate.in(folder);
            Journal journal = Journal.in(folder);
            try (TaskPool pool = pool(1)) {
                ResultIterator<Integer> results = pool.imap(
                        x -> {
                            journal.note(x);
                            if (x == 3) {
                                blocked.open();
                                gate.await();
                            }
                            return x;
                        },
                        Inputs.range(1000),
                        chunksize);
                assertThat(results.next()).isZero();
                await().until(blocked::isOpen);
                results.close();
                assertThat(results.hasNext()).isFalse();
                assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(results::next);
                results.close();
                gate.open();
                assertThat(pool.apply(() -> 1)).isEqualTo(1);
                assertThat(journal.lines()).as("items that ran").contains("3").hasSizeLessThan(3 + 8 * chunksize);
            }
        }
    }

    private static Config lookahead(int items) {
        return ConfigFactory.parseString("taskpool.imap.lookahead = " + items).withFallback(ConfigFactory.load());
    }
}
