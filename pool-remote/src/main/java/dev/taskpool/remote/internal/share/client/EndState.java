package dev.taskpool.remote.internal.share.client;

/** What this process knows of an end of a pipe. Thread-safe. */
final class EndState {
    private static final long UNASKED_BYTES = 1 << 17;

    private final Borrowed borrowed;
    private boolean attached;
    private int given;
    private boolean closed;
    private long sentBytes;

    EndState(Borrowed borrowed) {
        this.borrowed = borrowed;
    }

    Borrowed borrowed() {
        return borrowed;
    }

    /** This process holds the end; says whether it did not before. */
    synchronized boolean attach() {
        boolean first = !attached && !closed;
        attached = attached || first;
        return first;
    }

    /** Another process will hold it. */
    synchronized void giveAway() {
        given++;
    }

    /** That process does not hold it any more, or never did; says whether nobody may be left who does. */
    synchronized boolean takeBack() {
        given--;
        return given == 0 && !attached;
    }

    /** Whether so much has been sent that the hub must be asked whether it is read. */
    synchronized boolean mustWait(int bytes) {
        sentBytes += bytes;
        boolean must = sentBytes > UNASKED_BYTES;
        sentBytes = must ? bytes : sentBytes;
        return must;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Closes it; says whether that is to be told: the opener's unused copy of what it gave away does not count. */
    synchronized boolean close(boolean opener) {
        boolean counts = !closed && (attached || (opener && given == 0));
        closed = true;
        return counts;
    }
}
