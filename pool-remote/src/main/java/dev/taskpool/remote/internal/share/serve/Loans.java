package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.share.LoanTerms;
import dev.taskpool.remote.internal.share.LoanWord;
import dev.taskpool.remote.internal.share.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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
    private final Words words;
    private final Map<Member, Account> accounts = new HashMap<>();
    private @Nullable Loan current;

    /** A member's word, and the number behind the last item ever lent to it. */
    private static final class Account {
        private final int word;
        private int next;

        Account(int word) {
            this.word = word;
        }
    }

    /** What lies with a member. */
    private record Loan(Member member, int word, int start, List<Item> items) {}

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
        this.words = hub.stock().words();
    }

    /** Does something when the hub has looked at all that has come. */
    void atTurnsEnd(Runnable step) {
        hub.atTurnsEnd(step);
    }

    /** Lends as many items as is good; null if there is no room to note it. There is no other loan. */
    @Nullable
    Terms lend(Member member, Store store) {
        Account account = account(member);
        if (account == null) {
            return null;
        }
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
        int start = account.next;
        account.next = LoanWord.after(start, items.size());
        words.set(account.word, LoanWord.of(account.next, start));
        current = new Loan(member, account.word, start, items);
        return new Terms(LoanTerms.of(account.word, start), items);
    }

    private @Nullable Account account(Member member) {
        Account known = accounts.get(member);
        if (known == null) {
            OptionalInt word = hub.stock().takeSpare();
            if (word.isPresent()) {
                known = new Account(word.getAsInt());
                accounts.put(member, known);
            }
        }
        return known;
    }

    /** Ends the loan, if there is one; what was not taken may not be taken any more. */
    @Nullable
    Settled settle() {
        Loan loan = current;
        if (loan == null) {
            return null;
        }
        current = null;
        int taken = LoanWord.distance(loan.start, LoanWord.end(words, loan.word));
        return new Settled(loan.member, loan.items.subList(0, taken), loan.items.subList(taken, loan.items.size()));
    }

    /** How many items lie with a member untaken. */
    int untaken() {
        Loan loan = current;
        return loan == null ? 0 : untaken(loan, words.get(loan.word));
    }

    private static int untaken(Loan loan, long word) {
        return loan.items.size() - LoanWord.distance(loan.start, LoanWord.taken(word));
    }

    /**
     * Wishes to be told when the next one is taken.
     *
     * @param untaken how many there are, as far as the caller knows
     * @return false if there are fewer by now
     */
    boolean tellWhenTaken(int untaken) {
        Loan loan = current;
        if (loan == null) {
            return untaken == 0;
        }
        long word = words.get(loan.word);
        return untaken(loan, word) == untaken
                && (untaken == 0 || words.compareAndSet(loan.word, word, word | LoanWord.TELL));
    }

    /** A member has ended, and its loan was settled. */
    void gone(Member member) {
        Account account = accounts.remove(member);
        if (account != null) {
            hub.stock().giveBack(account.word);
        }
    }
}
