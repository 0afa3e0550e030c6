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
        Runnable step = () -> {
            try {
                object.handle(call);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
                call.fail(e);
            }
        };
        run(step, object.runsUserCode(call));
    }

    void cancel(Call call) {
        run(call::cancel, object.runsUserCode());
    }

    void gone(Member member) {
        run(() -> give(member), object.runsUserCode());
    }

    private void give(Member member) {
        try {
            object.gone(member);
        } catch (RuntimeException e) {
            log.warn("what a process held is not given back object={}", object, e);
        }
    }

    private void run(Runnable step, boolean elsewhere) {
        if (lane == null) {
            step.run();
        } else if (elsewhere) {
            lane.execute(step);
        } else {
            lane.executeHere(step);
        }
    }
}
