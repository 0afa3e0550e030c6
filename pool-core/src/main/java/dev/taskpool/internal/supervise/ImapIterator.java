package dev.taskpool.internal.supervise;

import dev.taskpool.PoolException;
import dev.taskpool.ResultIterator;
import dev.taskpool.internal.supervise.Admission.Terms;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The results of a lazy call: reads input as results are consumed, and parks outcomes until they are asked for. */
final class ImapIterator<R> implements ResultIterator<R> {
    private final PoolCore core;
    private final long callId;
    private final Parking parking;
    private final Lookahead lookahead;
    private final Iterator<?> input;
    private final Segments segments;

    /** Keeps the pool's face, so that a pool is not taken for forgotten while its results are read. */
    @SuppressWarnings({"unused", "FieldCanBeLocal", "UnusedVariable"}) // held, never asked
    private final Object owner;

    private int read;
    private int consumed;
    private boolean inputEnded;
    private boolean endTold;
    private boolean closed;
    private @Nullable RuntimeException inputFailure;

    ImapIterator(
            PoolCore core,
            long callId,
            Parking parking,
            Lookahead lookahead,
            Iterator<?> input,
            Segments segments,
            Object owner) {
        this.core = core;
        this.callId = callId;
        this.parking = parking;
        this.lookahead = lookahead;
        this.input = input;
        this.segments = segments;
        this.owner = owner;
    }

    /** Reads on, up to the look-ahead; waits for room for the first items, where the pool has limits. */
    void begin() {
        try {
            fill();
            if (isStuck()) {
                segments.sendNext(Terms.WAITING);
                fill();
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Reads on, up to the look-ahead, or as far as there is room in the pool: then the rest is held back. */
    private void fill() {
        int room = lookahead.room(read - consumed);
        boolean gone = segments.offerAll();
        for (; gone && !inputEnded && (room > 0 || segments.midChunk()); room--) {
            readOne();
            if (core.admission().limited() && segments.full()) {
                gone = segments.offerAll();
            }
        }
        if (gone && segments.offerAll()) {
            endInputOnce();
        } else {
            giveUpIfRefused();
        }
    }

    private void endInputOnce() {
        if (inputEnded && !endTold && !closed) {
            endTold = true;
            core.tell(new SupervisorRequest.EndInput(callId));
        }
    }

    /** Whether nothing would come without more room: all that was read and not consumed is held back. */
    private boolean isStuck() {
        return segments.pending() > 0 && read - consumed == segments.pending();
    }

    /** The pool takes no more items: what is held back will not be run. */
    private void giveUpIfRefused() {
        RuntimeException refusal = core.admission().refusal();
        if (refusal != null) {
            read -= segments.pending();
            segments.discard();
            endInput(refusal);
            endInputOnce();
        }
    }

    private void readOne() {
        try {
            if (!input.hasNext()) {
                inputEnded = true;
            } else if (core.closing()) {
                endInput(PoolSupervisor.refusal(core.name()));
            } else {
                segments.add(input.next());
                read++;
            }
        } catch (RuntimeException e) {
            endInput(e);
        }
    }

    private void endInput(RuntimeException failure) {
        inputEnded = true;
        inputFailure = failure;
    }

    @Override
    public boolean hasNext() {
        if (closed) {
            return false;
        }
        fillIfOpen();
        return consumed < read || inputFailure != null;
    }

    private void fillIfOpen() {
        if (!inputEnded || segments.pending() > 0) {
            fill();
        }
    }

    @Override
    public R next() {
        return next((Long) null);
    }

    @Override
    public R next(Duration timeout) {
        return next(Long.valueOf(TimeUnit.NANOSECONDS.convert(timeout)));
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a result may be null
    private R next(@Nullable Long timeoutNanos) {
        if (!hasNext()) {
            throw new NoSuchElementException("all " + consumed + " results were given");
        }
        Long leftNanos = isStuck() ? waitForRoom(timeoutNanos) : timeoutNanos;
        if (consumed == read) {
            RuntimeException failure = inputFailure;
            inputFailure = null;
            throw failure == null ? new NoSuchElementException("the input has ended") : failure;
        }
        Parking.Parked parked = take(leftNanos);
        consumed++;
        lookahead.consumed();
        fillIfOpen();
        if (parked.failure() != null) {
            throw parked.failure();
        }
        return (R) parked.value();
    }

    /** Waits until the next items have entered, or never will; returns how much of the time is left. */
    private @Nullable Long waitForRoom(@Nullable Long timeoutNanos) {
        long startNanos = System.nanoTime();
        Terms terms = timeoutNanos == null ? Terms.WAITING : Terms.within(timeoutNanos);
        try {
            if (!segments.sendNext(terms)) {
                throw stillToCome(timeoutNanos);
            }
        } catch (RuntimeException e) {
            giveUpIfRefused();
            if (segments.pending() > 0) {
                throw e; // the items are still to come
            }
        }
        return timeoutNanos == null ? null : timeoutNanos - (System.nanoTime() - startNanos);
    }

    private PoolException stillToCome(@Nullable Long timeoutNanos) {
        return new PoolException(
                "result " + consumed + " is still to come",
                new TimeoutException("no result within " + timeoutNanos + " ns"));
    }

    private Parking.Parked take(@Nullable Long timeoutNanos) {
        try {
            Parking.Parked parked = parking.take(consumed, timeoutNanos);
            if (parked == null) {
                throw stillToCome(timeoutNanos);
            }
            return parked;
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            inputEnded = true;
            parking.close();
            segments.discard();
            core.tell(new SupervisorRequest.Cancel(callId, false));
        }
    }

    /** Parks outcomes until the consumer takes them. Thread-safe. */
    static final class Parking implements Collector {
        private final Codec codec;
        private final boolean ordered;
        private final Supplier<RuntimeException> whyNotRun;
        private final TreeMap<Integer, Parked> parked = new TreeMap<>();
        private int arrived;
        private boolean ended;
        private boolean closed;
        private @Nullable RuntimeException reason;

        /** A value, or a failure. */
        record Parked(@Nullable Object value, @Nullable RuntimeException failure) {}

        /** Is told why items come to nothing of whose call the end gave no reason. */
        Parking(Codec codec, boolean ordered, Supplier<RuntimeException> whyNotRun) {
            this.codec = codec;
            this.ordered = ordered;
            this.whyNotRun = whyNotRun;
        }

        @Override
        public void values(int first, Items results, long[] elapsedNanos, int attempts) {
            for (int i = 0; i < results.size(); i++) {
                Parked outcome;
                try {
                    outcome = new Parked(codec.decodeResult(results, i), null);
                } catch (PoolException e) {
                    outcome = new Parked(null, Failures.at(e, first + i, attempts));
                }
                park(first + i, outcome);
            }
        }

        @Override
        public void failure(int index, PoolException failure, long elapsedNanos, int attempts) {
            park(index, new Parked(null, failure));
        }

        private synchronized void park(int index, Parked outcome) {
            if (!closed) {
                parked.put(ordered ? index : arrived++, outcome);
                notifyAll();
            }
        }

        @Override
        public void cancelled(int first, int count) {
            // the end of the call says why
        }

        @Override
        public synchronized void ended(@Nullable RuntimeException why) {
            ended = true;
            reason = why;
            notifyAll();
        }

        synchronized void close() {
            closed = true;
            parked.clear();
        }

        /** Waits for an outcome; {@code null} when time is up. */
        synchronized @Nullable Parked take(int number, @Nullable Long timeoutNanos) throws InterruptedException {
            long deadline = timeoutNanos == null ? 0 : System.nanoTime() + timeoutNanos;
            while (!parked.containsKey(number) && !ended) {
                if (timeoutNanos == null) {
                    wait();
                    continue;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return null;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            Parked outcome = parked.remove(number);
            return outcome != null ? outcome : new Parked(null, reason != null ? reason : whyNotRun.get());
        }
    }
}
