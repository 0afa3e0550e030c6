package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.share.LoanTerms;
import dev.taskpool.remote.internal.share.LoanWord;
import dev.taskpool.remote.internal.share.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What is lent to members, elements or places for them: a word for each that has had any ({@link LoanWord}). */
final class LoanBook {
    private final WordStock stock;
    private final Words words;
    private final Map<Member, Account> accounts = new HashMap<>();

    /** A member's word, and the number behind the last that was ever lent to it. */
    private static final class Account {
        private final int word;
        private int next;

        Account(int word) {
            this.word = word;
        }
    }

    LoanBook(Hub hub) {
        this.stock = hub.stock();
        this.words = stock.words();
    }

    /** Lends so many to a member that has none left; gives {@link LoanTerms#NONE} if there is no room to note it. */
    long lend(Member member, int count) {
        Account account = account(member);
        if (account == null) {
            return LoanTerms.NONE;
        }
        int start = account.next;
        account.next = LoanWord.after(start, count);
        words.set(account.word, LoanWord.of(account.next, start));
        return LoanTerms.of(account.word, start);
    }

    private @Nullable Account account(Member member) {
        Account known = accounts.get(member);
        if (known == null) {
            OptionalInt word = stock.takeSpare();
            if (word.isPresent()) {
                known = new Account(word.getAsInt());
                accounts.put(member, known);
            }
        }
        return known;
    }

    /** How many a member may still take. */
    int left(Member member) {
        Account account = accounts.get(member);
        return account == null ? 0 : LoanWord.left(words.get(account.word));
    }

    /** Takes back what a member has not taken; says how many those were. */
    int takeBack(Member member) {
        Account account = accounts.get(member);
        return account == null ? 0 : LoanWord.end(words, account.word);
    }

    /**
     * Wishes to be told when a member takes the next one.
     *
     * @param left how many it may take, as far as the caller knows
     * @return false if there are fewer by now
     */
    boolean tellWhenTaken(Member member, int left) {
        Account account = accounts.get(member);
        if (account == null || left == 0) {
            return left == left(member);
        }
        long word = words.get(account.word);
        return LoanWord.left(word) == left && words.compareAndSet(account.word, word, word | LoanWord.TELL);
    }

    /** A member has ended, and takes nothing any more. */
    void gone(Member member) {
        Account account = accounts.remove(member);
        if (account != null) {
            stock.giveBack(account.word);
        }
    }
}
