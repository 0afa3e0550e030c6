package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.share.LoanTerms;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Items that lie with a process before it asks for them, so that it need not ask for each.
 *
 * <p>They are still in the queue: a word says up to which of them the process has taken, and up to which it may. The hub
 * takes the rest back by changing the word alone, at any time, also when the process is frozen or dead.
 */
final class Loans {
    private static final int MOST_ITEMS = 512;
    private static final int MOST_BYTES = 1 << 16;

    private final Hub hub;
    private final LoanBook book;
    private @Nullable Loan current;

    /** What lies with a member. */
    private record Loan(Member member, List<Item> items) {}

    /**
     * What a member is told of a loan.
     *
     * @param number where it is, as {@link LoanTerms} says it
     * @param items what is lent
     */
    record Terms(long number, List<Item> items) {}

    /** What came of a loan. */
    record Settled(Member member, List<Item> taken, List<Item> untaken) {}

    Loans(Hub hub) {
        this.hub = hub;
        this.book = new LoanBook(hub);
    }

    /** Does something when the hub has looked at all that has come. */
    void atTurnsEnd(Runnable step) {
        hub.atTurnsEnd(step);
    }

    /** Lends as many items as is good; null if there is no room to note it. There is no other loan. */
    @Nullable
    Terms lend(Member member, Store store) {
        var items = new ArrayList<Item>();
        long bytes = 0;
        for (Item next = store.peek(); next != null && items.size() < MOST_ITEMS; next = store.peek()) {
            bytes += next.bytes().length;
            if (bytes > MOST_BYTES) {
                break;
            }
            items.add(next);
            store.poll();
        }
        long number = book.lend(member, items.size());
        if (number == LoanTerms.NONE) {
            store.giveBack(items);
            return null;
        }
        current = new Loan(member, items);
        return new Terms(number, items);
    }

    /** Ends the loan, if there is one; what was not taken may not be taken any more. */
    @Nullable
    Settled settle() {
        Loan loan = current;
        if (loan == null) {
            return null;
        }
        current = null;
        int taken = loan.items.size() - book.takeBack(loan.member);
        return new Settled(loan.member, loan.items.subList(0, taken), loan.items.subList(taken, loan.items.size()));
    }

    /** How many items lie with a member untaken. */
    int untaken() {
        Loan loan = current;
        return loan == null ? 0 : book.left(loan.member);
    }

    /** As {@link LoanBook#tellWhenTaken}. */
    boolean tellWhenTaken(int untaken) {
        Loan loan = current;
        return loan == null ? untaken == 0 : book.tellWhenTaken(loan.member, untaken);
    }

    /** A member has ended, and its loan was settled. */
    void gone(Member member) {
        book.gone(member);
    }
}
