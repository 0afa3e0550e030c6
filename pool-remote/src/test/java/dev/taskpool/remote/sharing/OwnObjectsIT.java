package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Case;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An object of one's own is shared behind an interface. */
class OwnObjectsIT extends SharingFixture {
    /** What may be called. */
    public interface Account {
        /** Adds something. */
        long deposit(long amount);

        /** Takes something. */
        void withdraw(long amount) throws PoorException;

        /** Calls another one. */
        default long depositTwice(long amount) {
            return deposit(amount) + deposit(amount);
        }
    }

    /** There is not enough. */
    public static final class PoorException extends Exception {
        private static final long serialVersionUID = 1;
        final long missing;

        PoorException(long missing) {
            super("missing " + missing);
            this.missing = missing;
        }
    }

    /** What is called: not thread-safe, and hidden. */
    static final class Purse implements Account {
        private long amount;
        private final Thread maker = Thread.currentThread(); // cannot travel

        @Override
        public long deposit(long more) {
            long before = amount;
            Thread.onSpinWait();
            amount = before + more;
            return amount;
        }

        @Override
        public void withdraw(long less) throws PoorException {
            if (less > amount) {
                throw new PoorException(less - amount);
            }
            amount -= less;
        }

        @Override
        public String toString() {
            return "purse of " + maker.getName();
        }
    }

    @Test
    @Case("MGR-04")
    void methods_runHere_andTheirFailuresComeBack() throws Exception {
        Account account = manager.share(Account.class, new Purse());
        assertThat(account.deposit(5)).isEqualTo(5);
        account.withdraw(2);
        assertThat(account.depositTwice(10)).isEqualTo(13 + 23);
        assertThatExceptionOfType(PoorException.class)
                .isThrownBy(() -> account.withdraw(100))
                .withMessage("missing 77")
                .satisfies(e -> assertThat(e.missing).isEqualTo(77));
        assertThat(account).isNotInstanceOf(Purse.class).isEqualTo(account);
        assertThat(account.hashCode()).isEqualTo(account.hashCode());
    }

    @Test
    @Case("MGR-04")
    void methods_runOneAtATime() throws Exception {
        Account account = manager.share(Account.class, new Purse());
        List<Caller<Long>> callers = Stream.generate(() -> Caller.of(() -> {
                    long last = 0;
                    for (int i = 0; i < 200; i++) {
                        last = account.deposit(1);
                    }
                    return last;
                }))
                .limit(3)
                .toList();
        for (Caller<Long> caller : callers) {
            caller.value();
        }
        assertThat(account.deposit(0)).isEqualTo(600);
    }

    @Test
    @Case("MGR-04")
    @SuppressWarnings("unchecked") // of these elements
    void aFaceOfTheJdk_willDo() throws Exception {
        Iterator<Integer> squares = IntStream.range(0, 10).map(i -> i * i).iterator();
        Iterator<Integer> shared = manager.share(Iterator.class, squares);
        var seen = new ArrayList<Integer>();
        while (shared.hasNext()) {
            seen.add(shared.next());
        }
        assertThat(seen).containsExactly(0, 1, 4, 9, 16, 25, 36, 49, 64, 81);
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(shared::next);
        Callable<Account> maker = manager.share(Callable.class, () -> manager.share(Account.class, new Purse()));
        assertThat(maker.call().deposit(3))
                .as("a shared object that a shared object made")
                .isEqualTo(3);
    }

    @Test
    void whatIsNoFace_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> manager.share(Purse.class, new Purse()));
        assertThatIllegalArgumentException().isThrownBy(() -> manager.share(Hidden.class, () -> {}));
    }

    interface Hidden {
        void call();
    }
}
