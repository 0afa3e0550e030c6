package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.share.LoanTerms;
import dev.taskpool.remote.internal.share.Verb;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gives the items of a store to those who ask, in the order in which they came. */
final class Outlet {
    private static final int STREAK_TO_LEND = 2;
    private static final int MOST_DRAINED = 1024;
    private static final long MOST_DRAINED_BYTES = 8 << 20;

    private final Store store;
    private final @Nullable Loans loans;
    private final BiConsumer<Member, Item> onTaken;
    private final Runnable onServed;
    private final Deque<Call> takers = new ArrayDeque<>();
    private final List<Call> readers = new ArrayList<>();
    private @Nullable Member lastTaker;
    private int streak;
    private boolean due;

    /**
     * Stands before a store.
     *
     * @param loans what is lent; null if nothing may be
     * @param onTaken told, now or later, who has taken what
     * @param onServed called when some have been given to those who waited
     */
    Outlet(Store store, @Nullable Loans loans, BiConsumer<Member, Item> onTaken, Runnable onServed) {
        this.store = store;
        this.loans = loans;
        this.onTaken = onTaken;
        this.onServed = onServed;
    }

    /** How many items nobody has taken. */
    int size() {
        return store.size() + lent();
    }

    /** How many of them lie with a process. */
    int lent() {
        return loans == null ? 0 : loans.untaken();
    }

    /** As {@link Loans#tellWhenTaken}. */
    boolean tellWhenTaken(int untaken) {
        return loans == null || loans.tellWhenTaken(untaken);
    }

    /**
     * Answers now or when there is something.
     *
     * @param ended whether nothing will be added any more, so that there is nothing to wait for
     */
    void take(Call call, boolean ended) {
        if (poll(call)) {
            return;
        }
        if (ended) {
            call.over();
            return;
        }
        takers.add(call);
        call.park(() -> {
            takers.remove(call);
            call.cancelled();
        });
    }

    /** Answers if there is something. */
    boolean poll(Call call) {
        serve();
        endLoan();
        Item item = store.poll();
        if (item == null) {
            return false;
        }
        give(call, item);
        return true;
    }

    private void give(Call call, Item item) {
        Member member = call.from();
        streak = member == lastTaker ? streak + 1 : 0;
        lastTaker = member;
        onTaken.accept(member, item);
        var parts = new ArrayList<byte[]>();
        parts.add(item.bytes());
        long number = LoanTerms.NONE;
        if (loans != null && streak >= STREAK_TO_LEND && takers.isEmpty() && store.size() > 0) {
            Loans.Terms terms = loans.lend(member, store);
            if (terms != null) {
                terms.items().forEach(lent -> parts.add(lent.bytes()));
                number = terms.number();
            }
        }
        call.answer(Verb.OK, number, parts);
    }

    /** Answers with several, or with nothing. */
    void drain(Call call) {
        serve();
        endLoan();
        var parts = new ArrayList<byte[]>();
        long bytes = 0;
        while (parts.size() < Math.min(call.number(), MOST_DRAINED) && bytes < MOST_DRAINED_BYTES) {
            Item item = store.poll();
            if (item == null) {
                break;
            }
            onTaken.accept(call.from(), item);
            parts.add(item.bytes());
            bytes += item.bytes().length;
        }
        call.answer(parts.isEmpty() ? Verb.NOTHING : Verb.OK, 0, parts);
    }

    /** Answers when there is something to take. */
    void awaitReadable(Call call) {
        serve();
        endLoan();
        if (store.size() > 0) {
            call.ok();
            return;
        }
        readers.add(call);
        call.park(() -> {
            readers.remove(call);
            call.cancelled();
        });
    }

    /** Items have been added to the store. Who waits for some gets what comes in one turn at once. */
    void added() {
        if (loans == null) {
            serve();
        } else if (!due && !(takers.isEmpty() && readers.isEmpty())) {
            due = true;
            loans.atTurnsEnd(() -> {
                due = false;
                serve();
            });
        }
    }

    private void serve() {
        boolean served = false;
        while (!takers.isEmpty()) {
            Item item = store.poll();
            if (item == null) {
                break;
            }
            give(takers.remove(), item);
            served = true;
        }
        if (store.size() > 0) {
            readers.forEach(Call::ok);
            readers.clear();
        }
        if (served) {
            onServed.run();
        }
    }

    /** Nothing will be added any more; those who wait, and for whom there is nothing, are answered so. */
    void end(Consumer<Call> answer) {
        serve();
        List.copyOf(takers).forEach(answer);
        takers.clear();
        readers.forEach(Call::ok);
        readers.clear();
    }

    /** A member does not wait for anything any more; its calls are answered so. */
    void leave(Member member, Consumer<Call> answer) {
        removeOf(member, takers).forEach(answer);
        removeOf(member, readers).forEach(answer);
    }

    /** Removes a member's calls, and gives them. */
    static List<Call> removeOf(Member member, Collection<Call> calls) {
        List<Call> its = calls.stream().filter(call -> call.from() == member).toList();
        calls.removeAll(its);
        return its;
    }

    /** Takes back what is lent and not taken. */
    void endLoan() {
        Loans.Settled settled = loans == null ? null : loans.settle();
        if (settled != null) {
            settled.taken().forEach(item -> onTaken.accept(settled.member(), item));
            store.giveBack(settled.untaken());
        }
    }

    /** A member has ended; what it had not taken goes to the next. */
    void gone(Member member) {
        if (loans != null) {
            endLoan();
            loans.gone(member);
        }
        added();
    }
}
