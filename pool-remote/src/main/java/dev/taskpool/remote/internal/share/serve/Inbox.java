package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.share.Frame;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What members have sent and the hub has not looked at. Not thread-safe.
 *
 * <p>Frames are taken in the order of their stamps. A sender goes on once its frame is in the kernel; what somebody else
 * sends because of that has a later stamp, but may be read first. So everything is read twice: after the first time the
 * latest stamp is the horizon, after the second time all that was stamped before it is there.
 */
final class Inbox {
    private final int mostBytes;
    private final Set<Member> waiting = new HashSet<>();
    private final Set<Member> unread = new HashSet<>();
    private final Set<Member> ended = new HashSet<>();
    private long horizon;

    /**
     * Nothing yet.
     *
     * @param mostBytes how much is read of a member in one go: more than the kernel keeps for a socket, so that this comes
     *     to its end unless the sender goes on
     */
    Inbox(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    boolean isEmpty() {
        return waiting.isEmpty() && ended.isEmpty();
    }

    /** Reads what a member has sent. */
    void read(Member member) throws IOException {
        try {
            if (member.read(mostBytes)) {
                unread.remove(member);
            } else {
                unread.add(member);
            }
        } finally {
            if (!member.inbox.isEmpty()) {
                waiting.add(member);
            }
        }
    }

    /** Those of whom more may have come than was read; their sockets may also have been emptied by the last reading. */
    List<Member> unread() {
        return List.copyOf(unread);
    }

    /** Nothing more will come of a member; what has come counts. */
    void end(Member member) {
        unread.remove(member);
        ended.add(member);
    }

    /** Nothing of a member counts any more. */
    void remove(Member member) {
        member.inbox.clear();
        waiting.remove(member);
        unread.remove(member);
        ended.remove(member);
    }

    /** Fixes the horizon; says whether there is anything. */
    boolean fixHorizon() {
        boolean first = true;
        for (Member member : waiting) {
            long last = Objects.requireNonNull(member.inbox.peekLast()).stamp();
            horizon = first || last - horizon > 0 ? last : horizon;
            first = false;
        }
        return !isEmpty();
    }

    /** Gives each frame up to the horizon. */
    void drain(BiConsumer<Member, Frame> taker) {
        for (Member member : unread) {
            Frame last = member.inbox.peekLast();
            if (last == null) {
                return; // what it is sending may be older than all others
            }
            horizon = last.stamp() - horizon < 0 ? last.stamp() : horizon;
        }
        var byStamp = new PriorityQueue<Member>(Comparator.comparingLong(member -> stamp(member) - horizon));
        byStamp.addAll(waiting);
        for (Member member = byStamp.poll(); member != null; member = byStamp.poll()) {
            if (stamp(member) - horizon > 0) {
                return;
            }
            taker.accept(member, member.inbox.remove());
            if (member.inbox.isEmpty()) {
                waiting.remove(member);
            } else {
                byStamp.add(member);
            }
        }
    }

    private static long stamp(Member member) {
        return Objects.requireNonNull(member.inbox.peek()).stamp();
    }

    /** Those that have ended, and of which nothing is left. */
    List<Member> takeEnded() {
        List<Member> done =
                ended.stream().filter(member -> member.inbox.isEmpty()).toList();
        done.forEach(ended::remove);
        return done;
    }
}
