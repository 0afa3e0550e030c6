package dev.taskpool.remote.internal.share.serve;

import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a served object is called.
 *
 * @param object the object
 * @param thread the one thread, or one after the other, that calls it
 */
record Seat(Served object, Executor thread) {
    private static final Logger log = LoggerFactory.getLogger(Seat.class);

    void handle(Call call) {
        thread.execute(() -> {
            try {
                object.handle(call);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
                call.fail(e);
            }
        });
    }

    void cancel(Call call) {
        thread.execute(call::cancel);
    }

    void gone(Member member) {
        thread.execute(() -> {
            try {
                object.gone(member);
            } catch (RuntimeException e) {
                log.warn("what a process held is not given back object={}", object, e);
            }
        });
    }
}
