package dev.taskpool.remote.internal.share.serve;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a served object is called: one call after the other, on the hub's thread unless user code runs.
 *
 * @param object the object
 * @param lane where it is called if it may run user code
 */
record Seat(Served object, @Nullable Lane lane) {
    private static final Logger log = LoggerFactory.getLogger(Seat.class);

    void handle(Call call) {
        if (lane == null) {
            answer(call);
        } else {
            run(() -> answer(call), object.runsUserCode(call));
        }
    }

    private void answer(Call call) {
        try {
            object.handle(call);
        } catch (Throwable e) { // user code may throw anything
            call.fail(e);
        }
    }

    /** A member cancels a question, which may not have been looked at yet. */
    void cancel(Member member, int request) {
        run(
                () -> {
                    Call call = member.parked(request);
                    if (call != null) {
                        call.cancel();
                    }
                },
                object.runsUserCode());
    }

    void cancel(Call call) {
        run(call::cancel, object.runsUserCode());
    }

    void gone(Member member) {
        run(() -> object.gone(member), object.runsUserCode());
    }

    private void run(Runnable step, boolean elsewhere) {
        Runnable safe = () -> survive(step);
        if (lane == null) {
            safe.run();
        } else if (elsewhere) {
            lane.execute(safe);
        } else {
            lane.executeHere(safe);
        }
    }

    /** Whatever goes wrong with one call, or with one object, the others are served on. */
    private void survive(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            log.warn(
                    "a shared object may be in disorder object={}",
                    object.getClass().getSimpleName(),
                    e);
        }
    }
}
