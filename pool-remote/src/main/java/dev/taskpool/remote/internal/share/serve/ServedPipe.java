package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.share.Verb;
import dev.taskpool.remote.internal.share.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Two ends, what each has to receive, and which processes hold them. A word shows which ends are closed. */
final class ServedPipe implements Served {
    /** Who has sent more than this waits until less is unread. */
    private static final long MOST_UNREAD_BYTES = 1 << 18;

    private static final String CLOSED = "this end of the pipe is closed";

    private final Words words;
    private final int word;
    private final Runnable onClosed;
    private final End[] ends;

    /** One end. */
    private static final class End {
        private final int bit;
        private final DequeStore store = new DequeStore(false);
        private final Outlet outlet;
        private final Set<Member> holders = new HashSet<>();

        /** Who waits until what was sent to this end is read. */
        private final List<Call> senders = new ArrayList<>();

        private boolean closed;

        End(int bit, Hub hub) {
            this.bit = bit;
            this.outlet = new Outlet(store, new Loans(hub), (member, item) -> {}, this::letSend);
        }

        /** Lets those go on who have sent much. */
        void letSend() {
            if (!isFull()) {
                senders.forEach(Call::ok);
                senders.clear();
            }
        }

        boolean isFull() {
            return store.bytes() > MOST_UNREAD_BYTES;
        }
    }

    /**
     * A pipe whose ends nobody holds yet.
     *
     * @param onClosed called when both ends are closed
     */
    ServedPipe(Hub hub, Runnable onClosed) {
        this.words = hub.stock().words();
        this.word = hub.stock().take();
        this.onClosed = onClosed;
        this.ends = new End[] {new End(1, hub), new End(2, hub)};
    }

    int word() {
        return word;
    }

    @Override
    public void handle(Call call) {
        int number = (int) call.number() & 1;
        End mine = ends[number];
        End other = ends[1 - number];
        if (waits(call.verb()) && !mine.holders.contains(call.from())) {
            call.refuse(CLOSED);
            return;
        }
        switch (call.verb()) {
            case PUT -> {
                if (!other.closed) {
                    other.store.add(new Item(0, call.part(), null));
                    other.outlet.added();
                }
            }
            case SYNC -> sync(call, other);
            case TAKE -> {
                mine.outlet.take(call, other.closed);
                mine.letSend();
            }
            case AWAIT_READABLE -> {
                if (other.closed) {
                    call.ok();
                } else {
                    mine.outlet.awaitReadable(call);
                }
            }
            case ATTACH -> {
                mine.holders.add(call.from());
                call.ok();
            }
            case CLOSE -> {
                mine.holders.remove(call.from());
                leave(mine, other, call.from());
                closeIfLeft(number);
                call.ok();
            }
            case CLOSE_UNHELD -> closeIfLeft(number);
            default -> throw Served.unknown(this, call);
        }
    }

    private static boolean waits(Verb verb) {
        return verb == Verb.SYNC || verb == Verb.TAKE || verb == Verb.AWAIT_READABLE;
    }

    private static void sync(Call call, End other) {
        if (other.closed) {
            call.over();
        } else if (other.isFull()) {
            other.senders.add(call);
            call.park(() -> {
                other.senders.remove(call);
                call.cancelled();
            });
        } else {
            call.ok();
        }
    }

    /** Who still waits in a process that has closed its copy of an end is told so. */
    private static void leave(End mine, End other, Member member) {
        mine.outlet.leave(member, call -> call.refuse(CLOSED));
        Outlet.removeOf(member, other.senders).forEach(call -> call.refuse(CLOSED));
    }

    private void closeIfLeft(int number) {
        End end = ends[number];
        if (end.closed || !end.holders.isEmpty()) {
            return;
        }
        end.closed = true;
        words.set(word, words.get(word) | end.bit);
        end.outlet.end(call -> call.answer(Verb.OVER, 0, List.of()));
        end.senders.forEach(Call::over);
        end.senders.clear();
        ends[1 - number].outlet.end(Call::over);
        if (ends[1 - number].closed) {
            onClosed.run();
        }
    }

    @Override
    public void gone(Member member) {
        for (int number = 0; number < ends.length; number++) {
            ends[number].outlet.gone(member);
            ends[number].letSend();
            if (ends[number].holders.remove(member)) {
                closeIfLeft(number);
            }
        }
    }
}
