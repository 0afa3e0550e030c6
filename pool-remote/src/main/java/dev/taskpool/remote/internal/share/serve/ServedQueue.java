package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.serial.ValueCodec;
import dev.taskpool.remote.internal.share.LoanTerms;
import dev.taskpool.remote.internal.share.Verb;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue, who waits for it, and what was taken from it and is not done. */
final class ServedQueue implements Served {
    static final String CLOSED = "the queue is closed";

    private final Hub hub;
    private final int closedWord;
    private final Terms terms;
    private final Store store;
    private final Outlet outlet;
    private final Credits credits;
    private final TakenItems taken;
    private final Deque<Entry> putters = new ArrayDeque<>();
    private final List<Call> joiners = new ArrayList<>();
    private long lastId;
    private boolean closed;

    /** In which order elements are given out. */
    enum Order {
        FIFO,
        LIFO,
        PRIORITY
    }

    /**
     * How a queue behaves.
     *
     * @param capacity the most elements; {@code Integer.MAX_VALUE} for no bound
     * @param redelivers whether what a dead process had in hand is given out again
     */
    record Terms(Order order, int capacity, boolean redelivers) {
        boolean bounded() {
            return capacity < Integer.MAX_VALUE;
        }
    }

    /** An element for which there is no room. */
    private record Entry(Call call, Item item) {}

    ServedQueue(Hub hub, Terms terms) {
        this.hub = hub;
        this.terms = terms;
        this.closedWord = hub.stock().take();
        this.store = terms.order == Order.PRIORITY ? new PriorityStore() : new DequeStore(terms.order == Order.LIFO);
        this.taken = new TakenItems(terms.redelivers);
        boolean lends = terms.order == Order.FIFO && !terms.redelivers;
        this.outlet = new Outlet(store, lends ? new Loans(hub) : null, taken::add, this::room);
        this.credits = new Credits(hub);
    }

    int closedWord() {
        return closedWord;
    }

    @Override
    public boolean runsUserCode() {
        return terms.order == Order.PRIORITY;
    }

    @Override
    public void handle(Call call) {
        switch (call.verb()) {
            case PUT -> put(call, true);
            case OFFER -> put(call, false);
            case TAKE -> {
                outlet.take(call, closed);
                room();
            }
            case POLL -> {
                if (!outlet.poll(call)) {
                    call.answer(closed ? Verb.OVER : Verb.NOTHING, 0, List.of());
                }
                room();
            }
            case PEEK -> peek(call);
            case DRAIN -> {
                outlet.drain(call);
                room();
            }
            case SIZE -> call.ok(outlet.size());
            case TAKEN -> room();
            case REMAINING -> {
                credits.takeBack();
                call.ok(terms.bounded() ? Math.max(0, free()) : terms.capacity);
            }
            case SNAPSHOT -> snapshot(call);
            case REMOVE -> remove(call);
            case CLEAR -> clear(call);
            case TASK_DONE -> taskDone(call);
            case JOIN -> join(call);
            case CLOSE -> close(call);
            default -> throw Served.unknown(this, call);
        }
    }

    private void put(Call call, boolean waits) {
        boolean asks = call.request() != 0;
        if (closed && asks) {
            call.refuse(CLOSED);
            return;
        }
        Object key = runsUserCode() ? ValueCodec.ofThisProcess().read(call.part()) : null;
        var item = new Item(++lastId, call.part(), key);
        if (!asks) { // there is no bound, or a place was kept
            credits.fill(call.from());
            add(item);
        } else if (putters.isEmpty() && hasRoom()) {
            admit(call, item);
        } else if (waits) {
            var entry = new Entry(call, item);
            putters.add(entry);
            call.park(() -> {
                putters.remove(entry);
                call.cancelled();
            });
            room();
        } else {
            call.nothing();
        }
    }

    private int free() {
        return terms.capacity - outlet.size() - credits.kept();
    }

    private boolean hasRoom() {
        if (free() < 1) {
            credits.takeBack();
        }
        return free() > 0;
    }

    private void admit(Call call, Item item) {
        add(item);
        boolean keeps = putters.isEmpty() && !runsUserCode(); // else each element must be looked at
        call.ok(keeps ? credits.grant(call.from(), free()) : LoanTerms.NONE);
    }

    private void add(Item item) {
        store.add(item);
        taken.put();
        outlet.added();
    }

    /** Lets those put who wait for room. */
    private void room() {
        while (!putters.isEmpty()) {
            int lent = outlet.lent();
            if (hasRoom()) {
                Entry next = putters.remove();
                try {
                    admit(next.call, next.item);
                } catch (RuntimeException e) {
                    next.call.fail(e); // it cannot be compared with the others
                }
            } else if (outlet.tellWhenTaken(lent)) {
                return;
            }
        }
    }

    private void peek(Call call) {
        outlet.endLoan();
        @Nullable Item first = store.peek();
        if (first == null) {
            call.nothing();
        } else {
            call.ok(first.bytes());
        }
    }

    private void snapshot(Call call) {
        outlet.endLoan();
        List<Item> items = store.inOrder();
        var ids = ByteBuffer.allocate(items.size() * Long.BYTES);
        var parts = new ArrayList<byte[]>();
        parts.add(ids.array());
        for (Item item : items) {
            ids.putLong(item.id());
            parts.add(item.bytes());
        }
        call.answer(Verb.OK, 0, parts);
    }

    /** Takes out all elements: they count as done. */
    private void clear(Call call) {
        outlet.endLoan();
        taken.drop(store.clear());
        answerJoiners();
        call.ok();
        room();
    }

    /** Takes out one element: it counts as done. */
    private void remove(Call call) {
        outlet.endLoan();
        boolean removed = store.remove(call.number());
        if (removed) {
            taken.drop(1);
            answerJoiners();
        }
        call.okIf(removed);
        room();
    }

    private void taskDone(Call call) {
        String refusal = taken.done(call.from());
        if (refusal != null) {
            call.refuse(refusal);
            return;
        }
        call.ok();
        answerJoiners();
    }

    private void answerJoiners() {
        if (taken.allDone()) {
            joiners.forEach(Call::ok);
            joiners.clear();
        }
    }

    private void join(Call call) {
        if (taken.allDone()) {
            call.ok();
            return;
        }
        joiners.add(call);
        call.park(() -> {
            joiners.remove(call);
            call.cancelled();
        });
    }

    private void close(Call call) {
        closed = true;
        hub.stock().words().set(closedWord, 1);
        List.copyOf(putters).forEach(entry -> entry.call.refuse(CLOSED));
        putters.clear();
        outlet.end(Call::over);
        call.ok();
    }

    @Override
    public void gone(Member member) {
        outlet.gone(member);
        credits.gone(member);
        store.giveBack(taken.gone(member));
        outlet.added();
        answerJoiners();
        room();
    }
}
