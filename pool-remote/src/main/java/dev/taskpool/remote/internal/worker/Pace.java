package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.wire.StatusPage;
import java.util.concurrent.TimeUnit;

/** Lets the task thread begin items no faster than the parent takes what comes of them. For the task thread. */
final class Pace {
    /** A parent that reads more slowly gets its next large result after this time all the same. */
    private static final long UNREAD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long POLL_MILLIS = 1;

    private final OutcomeWindow window;
    private final Payloads payloads;
    private final Outbox outbox;
    private final StatusPage page;

    Pace(OutcomeWindow window, Payloads payloads, Outbox outbox, StatusPage page) {
        this.window = window;
        this.payloads = payloads;
        this.outbox = outbox;
        this.page = page;
    }

    /** Waits while the parent has too much to take; for then this process runs nothing, and its page says so. */
    void await() {
        if (!window.isFull() && !payloads.hasTooManyUnread()) {
            return;
        }
        page.idle();
        outbox.flush();
        long start = System.nanoTime();
        while (window.isFull() || (payloads.hasTooManyUnread() && System.nanoTime() - start < UNREAD_NANOS)) {
            try {
                window.await();
                if (payloads.hasTooManyUnread()) {
                    Thread.sleep(POLL_MILLIS);
                }
            } catch (InterruptedException e) {
                // from code of an earlier task that kept hold of this thread; nobody else interrupts it here
            }
        }
    }
}
