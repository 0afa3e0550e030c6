package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.serial.ValueCodec;
import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.Verb;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A member's question to an object. It is answered once, now or later, unless no answer is wanted. */
final class Call {
    private static final Logger log = LoggerFactory.getLogger(Call.class);

    private final Hub hub;
    private final Member from;
    private final Frame frame;
    private @Nullable Runnable onCancel;
    private boolean answered;

    Call(Hub hub, Member from, Frame frame) {
        this.hub = hub;
        this.from = from;
        this.frame = frame;
    }

    Member from() {
        return from;
    }

    int request() {
        return frame.request();
    }

    int object() {
        return frame.object();
    }

    Verb verb() {
        return frame.verb();
    }

    long number() {
        return frame.number();
    }

    List<byte[]> parts() {
        return frame.parts();
    }

    byte[] part() {
        return frame.part();
    }

    /**
     * It is to be answered later.
     *
     * @param giveUp called if the member does not want to wait any more, and must lead to an answer; or if it has ended
     */
    void park(Runnable giveUp) {
        onCancel = giveUp;
        from.park(this);
        if (from.isGone()) {
            cancel(); // it ended before this was looked at
        }
    }

    /** The member cancels it, or has ended. */
    void cancel() {
        Runnable giveUp = onCancel;
        if (giveUp != null) {
            giveUp.run();
        }
    }

    void ok() {
        answer(Verb.OK, 0, List.of());
    }

    void ok(long number) {
        answer(Verb.OK, number, List.of());
    }

    void ok(byte[] part) {
        answer(Verb.OK, 0, List.of(part));
    }

    void nothing() {
        answer(Verb.NOTHING, 0, List.of());
    }

    void over() {
        answer(Verb.OVER, 0, List.of());
    }

    void cancelled() {
        answer(Verb.CANCELLED, 0, List.of());
    }

    /** Yes or no. */
    void okIf(boolean yes) {
        if (yes) {
            ok();
        } else {
            nothing();
        }
    }

    void refuse(String why) {
        answer(Verb.REFUSED, 0, List.of(why.getBytes(StandardCharsets.UTF_8)));
    }

    void fail(Throwable failure) {
        byte[] written;
        try {
            written = ValueCodec.ofThisProcess().write(failure);
        } catch (Throwable e) { // its own code wrote it
            log.debug("a failure cannot travel as it is", e);
            String what = failure.getClass().getName();
            written = ValueCodec.ofThisProcess().write(new IllegalStateException("what was called threw a " + what));
        }
        answer(Verb.FAILED, 0, List.of(written));
    }

    private Frame tooLarge() {
        byte[] why = "the answer is larger than 1 GiB".getBytes(StandardCharsets.UTF_8);
        return Frame.answer(frame.request(), Verb.REFUSED, 0, List.of(why));
    }

    /** The first answer counts. */
    void answer(Verb verb, long number, List<byte[]> parts) {
        if (answered) {
            return;
        }
        answered = true;
        onCancel = null;
        from.unpark(this);
        if (frame.request() != 0) {
            Frame answer = Frame.answer(frame.request(), verb, number, parts);
            hub.answer(from, answer.isTooLarge() ? tooLarge() : answer);
        }
    }
}
