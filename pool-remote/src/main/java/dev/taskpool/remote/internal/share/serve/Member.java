package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.FrameChannel;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A process that uses the objects of a hub, as the hub sees it. It ends when its socket does. */
final class Member {
    private final int id;
    private final FrameChannel channel;

    /** What it has sent and was not looked at; for the hub's thread. */
    final Deque<Frame> inbox = new ArrayDeque<>();

    private final Map<Integer, Call> parked = new ConcurrentHashMap<>();
    private volatile boolean gone;
    private boolean trusted;

    Member(int id, FrameChannel channel) {
        this.id = id;
        this.channel = channel;
    }

    /** Its number, 1 or more. No other member of the hub ever has it. */
    int id() {
        return id;
    }

    boolean isTrusted() {
        return trusted;
    }

    /** It has said the secret. */
    void trust() {
        trusted = true;
        channel.admit(Frame.MAX_BYTES);
    }

    boolean isGone() {
        return gone;
    }

    /** Its process has ended; gives what it was waiting for. */
    List<Call> leave() {
        gone = true;
        channel.close();
        var calls = new ArrayList<>(parked.values());
        parked.clear();
        return calls;
    }

    void park(Call call) {
        parked.put(call.request(), call);
    }

    void unpark(Call call) {
        parked.remove(call.request(), call);
    }

    @Nullable
    Call parked(int request) {
        return parked.get(request);
    }

    /** Reads what has come; says whether that was all. */
    boolean read(int most) throws IOException {
        return channel.read(most, inbox::add);
    }

    void add(Frame answer) {
        var unused = channel.add(answer);
    }

    boolean flush() throws IOException {
        return channel.flush();
    }
}
