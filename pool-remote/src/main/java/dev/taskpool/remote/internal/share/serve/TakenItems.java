package dev.taskpool.remote.internal.share.serve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was put on a queue and is not done, and what processes have in hand. */
final class TakenItems {
    private final boolean keeps;
    private final Map<Member, Deque<Item>> inHand = new HashMap<>();

    /** What each has taken more than it has said to be done; less than 0 for who speaks for others. */
    private final Map<Member, Integer> balances = new HashMap<>();

    private long undone;

    /**
     * Nothing yet.
     *
     * @param keeps whether items are kept until they are done
     */
    TakenItems(boolean keeps) {
        this.keeps = keeps;
    }

    void put() {
        undone++;
    }

    void drop(int count) {
        undone = Math.max(0, undone - count);
    }

    void add(Member member, Item item) {
        if (keeps) {
            inHand.computeIfAbsent(member, who -> new ArrayDeque<>()).add(item);
        } else {
            balances.merge(member, 1, Integer::sum);
        }
    }

    boolean allDone() {
        return undone == 0;
    }

    /** A member says that one is done; gives why it cannot be. */
    @Nullable
    String done(Member member) {
        if (undone == 0) {
            return "taskDone() was called more often than elements were put";
        }
        if (keeps) {
            Deque<Item> items = inHand.get(member);
            if (items == null || items.poll() == null) {
                return "taskDone() was called by a process that has no element in hand";
            }
        } else {
            balances.merge(member, -1, Integer::sum);
        }
        undone--;
        return null;
    }

    /** A member has ended; gives what is to be given out again. The rest of what it had counts as done. */
    List<Item> gone(Member member) {
        if (keeps) {
            Deque<Item> items = inHand.remove(member);
            return items == null ? List.of() : new ArrayList<>(items);
        }
        Integer balance = balances.remove(member);
        if (balance != null && balance > 0) {
            drop(balance - doneByOthers(balance));
        } else if (balance != null) {
            hasSpokenForOthers(-balance);
        }
        return List.of();
    }

    /** So many of what others have taken were said to be done by one that has ended. */
    private void hasSpokenForOthers(int count) {
        int left = count;
        for (Map.Entry<Member, Integer> other : balances.entrySet()) {
            int its = Math.min(left, Math.max(0, other.getValue()));
            other.setValue(other.getValue() - its);
            left -= its;
        }
    }

    /** How many of so many lost ones others have said to be done. */
    private int doneByOthers(int lost) {
        int done = 0;
        for (Map.Entry<Member, Integer> other : balances.entrySet()) {
            int more = Math.min(lost - done, Math.max(0, -other.getValue()));
            other.setValue(other.getValue() + more);
            done += more;
        }
        return done;
    }
}
