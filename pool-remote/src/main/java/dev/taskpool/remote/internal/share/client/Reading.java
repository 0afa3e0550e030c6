package dev.taskpool.remote.internal.share.client;

import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.FrameChannel;
import dev.taskpool.remote.internal.share.Patience;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a session's answers are read: by one of those who wait for some, so that its own comes to it without another thread
 * between; by a thread of the session's when nobody does it.
 */
final class Reading {
    private static final Logger log = LoggerFactory.getLogger(Reading.class);
    private static final int MOST_BYTES = 1 << 20;

    /** The session's thread leaves the socket for so long to those who have just used it. */
    private static final long RESPECT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final long LONGEST_NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final FrameChannel channel;
    private final Consumer<Frame> reader;
    private final BooleanSupplier anybodyWaits;
    private final Consumer<Throwable> onEnd;
    private final Selector selector;
    private final SelectionKey key;
    private final ReentrantLock lead = new ReentrantLock();
    private final Thread thread;
    private final Patience patience = new Patience();
    private volatile long lastUsed = System.nanoTime();
    private volatile boolean unsent;
    private volatile boolean ended;

    /**
     * Reads from a socket.
     *
     * @param reader takes each answer
     * @param anybodyWaits whether there is anybody who waits for an answer
     * @param onEnd called when nothing can be read any more
     */
    Reading(
            String name,
            SocketChannel socket,
            FrameChannel channel,
            Consumer<Frame> reader,
            BooleanSupplier anybodyWaits,
            Consumer<Throwable> onEnd)
            throws IOException {
        this.channel = channel;
        this.reader = reader;
        this.anybodyWaits = anybodyWaits;
        this.onEnd = onEnd;
        this.selector = Selector.open();
        this.key = socket.register(selector, SelectionKey.OP_READ);
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Nothing is to be read any more. */
    void end() {
        ended = true;
        selector.wakeup();
        LockSupport.unpark(thread);
    }

    /** Somebody waits who does not read. */
    void help() {
        LockSupport.unpark(thread);
    }

    /** Sends what it can; the rest is sent by whoever reads. Says whether there is no rest. */
    boolean flush() throws IOException {
        synchronized (channel) { // the interest is that of the last to send
            boolean all = channel.flush();
            key.interestOps(all ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            unsent = !all;
            if (!all) {
                selector.wakeup(); // who is in it does not know of the new interest
            }
            return all;
        }
    }

    /** What a thread waits for. */
    interface Goal {
        boolean isReached();
    }

    /**
     * Reads until something is reached, time is up, the thread is interrupted or the session has ended. Returns at once if
     * another thread reads.
     *
     * @param deadline of {@link System#nanoTime}
     * @param endless whether there is no deadline
     */
    void readUntil(Goal goal, long deadline, boolean endless) {
        lastUsed = System.nanoTime();
        if (!lead.tryLock()) {
            return;
        }
        try {
            while (!ended && !goal.isReached() && !Thread.currentThread().isInterrupted()) {
                long left = endless ? Long.MAX_VALUE : deadline - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                if (patience.await(this::hasCome)) {
                    read();
                } else {
                    turn(TimeUnit.NANOSECONDS.toMillis(left) + 1);
                }
            }
            lastUsed = System.nanoTime();
        } finally {
            lead.unlock();
        }
        if (anybodyWaits.getAsBoolean() || unsent) {
            help(); // who found this thread reading waits without reading
        }
    }

    private void turn(long millis) {
        try {
            selector.select(millis);
        } catch (IOException | RuntimeException e) {
            lose(e);
            return;
        }
        read();
    }

    private boolean hasCome() {
        try {
            return selector.selectNow() > 0 || ended;
        } catch (IOException | RuntimeException e) {
            lose(e);
            return true;
        }
    }

    private void lose(Throwable why) {
        ended = true;
        onEnd.accept(why);
    }

    private void read() {
        try {
            selector.selectedKeys().clear();
            if (unsent) {
                flush();
            }
            var unused = channel.read(MOST_BYTES, reader);
        } catch (IOException | RuntimeException | Error e) { // else nobody would be told that nobody reads
            lose(e);
        }
    }

    private void run() {
        long nap = RESPECT_NANOS;
        while (!ended) {
            boolean needed = anybodyWaits.getAsBoolean() || unsent || System.nanoTime() - lastUsed > RESPECT_NANOS;
            if (needed && lead.tryLock()) {
                try {
                    turn(Long.MAX_VALUE);
                } finally {
                    lead.unlock();
                }
                nap = RESPECT_NANOS;
            } else {
                LockSupport.parkNanos(this, nap);
                nap = Math.min(2 * nap, LONGEST_NAP_NANOS);
            }
        }
        closeSelector();
    }

    private void closeSelector() {
        lead.lock();
        try {
            selector.close();
        } catch (IOException e) {
            log.debug("a selector did not close", e);
        } finally {
            lead.unlock();
        }
    }
}
