package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.share.LoanTerms;
import dev.taskpool.remote.internal.share.LoanWord;
import dev.taskpool.remote.internal.share.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Places on a bounded queue that are kept for a process that puts much, so that it need not ask for each. Those it has not
 * taken are the queue's again whenever somebody else needs them.
 */
final class Credits {
    private static final int MOST_PLACES = 512;
    private static final int STREAK_TO_LEND = 2;

    private final Hub hub;
    private final Words words;
    private final Map<Member, Account> accounts = new HashMap<>();
    private @Nullable Member lastPutter;
    private int streak;

    /** A member's word, the number behind the last place ever kept for it, and the one behind the last that was filled. */
    private static final class Account {
        private final int word;
        private int next;
        private int filled;

        Account(int word) {
            this.word = word;
        }

        int open() {
            return LoanWord.distance(filled, next);
        }
    }

    Credits(Hub hub) {
        this.hub = hub;
        this.words = hub.stock().words();
    }

    /** How many places are kept, those of elements that are on their way among them. */
    int kept() {
        int kept = 0;
        for (Account account : accounts.values()) {
            kept += account.open();
        }
        return kept;
    }

    /** A member has put an element and had to ask; keeps further places for it if that is good. */
    long grant(Member member, int free) {
        streak = member == lastPutter ? streak + 1 : 0;
        lastPutter = member;
        if (free < 1 || streak < STREAK_TO_LEND) {
            return LoanTerms.NONE;
        }
        Account account = account(member);
        if (account == null || account.open() > 0) {
            return LoanTerms.NONE;
        }
        int start = account.next;
        account.next = LoanWord.after(start, Math.min(free, MOST_PLACES));
        words.set(account.word, LoanWord.of(account.next, start));
        return LoanTerms.of(account.word, start);
    }

    /** A member's; null if it has none and there is no room for one. */
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

    /** An element has come for which a place was kept. */
    void fill(Member member) {
        Account account = accounts.get(member);
        if (account != null) {
            account.filled = LoanWord.after(account.filled, 1);
        }
    }

    /** Takes back the places for which no element is on its way. */
    void takeBack() {
        for (Account account : accounts.values()) {
            if (account.open() > 0) {
                int untaken = LoanWord.distance(LoanWord.end(words, account.word), account.next);
                account.filled = LoanWord.after(account.filled, untaken);
            }
        }
    }

    /** A member has ended; what it had sent has come. */
    void gone(Member member) {
        Account account = accounts.remove(member);
        if (account != null) {
            hub.stock().giveBack(account.word);
        }
    }
}
