package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.share.LoanTerms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Places on a bounded queue that are kept for a process that puts much, so that it need not ask for each. Those it has not
 * taken are the queue's again whenever somebody else needs them.
 */
final class Credits {
    private static final int MOST_PLACES = 512;
    private static final int STREAK_TO_LEND = 2;

    private final LoanBook book;

    /** Places that were lent and are not filled, those of elements that are on their way among them. */
    private final Map<Member, Integer> kept = new HashMap<>();

    private @Nullable Member lastPutter;
    private int streak;

    Credits(Hub hub) {
        this.book = new LoanBook(hub);
    }

    /** How many places are kept, those of elements that are on their way among them. */
    int kept() {
        return kept.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** A member has put an element and had to ask; keeps further places for it if that is good. */
    long grant(Member member, int free) {
        streak = member == lastPutter ? streak + 1 : 0;
        lastPutter = member;
        if (free < 1 || streak < STREAK_TO_LEND || kept.containsKey(member)) {
            return LoanTerms.NONE;
        }
        int places = Math.min(free, MOST_PLACES);
        long terms = book.lend(member, places);
        if (terms != LoanTerms.NONE) {
            kept.put(member, places);
        }
        return terms;
    }

    /** An element has come for which a place was kept. */
    void fill(Member member) {
        release(member, 1);
    }

    private void release(Member member, int places) {
        kept.computeIfPresent(member, (who, count) -> count > places ? count - places : null);
    }

    /** Takes back the places for which no element is on its way. */
    void takeBack() {
        for (Member member : List.copyOf(kept.keySet())) {
            release(member, book.takeBack(member));
        }
    }

    /** A member has ended; what it had sent has come. */
    void gone(Member member) {
        kept.remove(member);
        book.gone(member);
    }
}
