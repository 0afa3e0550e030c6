package dev.taskpool.remote.internal.share.client;

import dev.taskpool.PoolException;
import dev.taskpool.process.Connection;
import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.Verb;
import java.io.EOFException;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A handle of an end of a pipe. */
final class RemoteConnection<T> extends Handle implements Connection<T> {
    @Serial
    private static final long serialVersionUID = 1;

    private static final Logger log = LoggerFactory.getLogger(RemoteConnection.class);

    private final int end;
    private final boolean sends;
    private final boolean receives;

    /** Known also when the pipe is no more. */
    private transient volatile boolean closed;

    RemoteConnection(Ref ref, int end, boolean sends, boolean receives) {
        super(ref);
        this.end = end;
        this.sends = sends;
        this.receives = receives;
    }

    private EndState state() {
        Session session = ref.session();
        return session.state(
                ref.id(), end, EndState.class, () -> new EndState(new Borrowed(session.words(), () -> {})));
    }

    /** The end as this process uses it: it holds it from now on. */
    private EndState attached(boolean may, String what) {
        if (!may) {
            throw new IllegalStateException("this end of a one-way pipe does not " + what);
        }
        if (closed || state().isClosed() || isClosed(end)) {
            throw new IllegalStateException("this end of the pipe is closed");
        }
        EndState state = state();
        state.attach(this::attach);
        return state;
    }

    private boolean isClosed(int number) {
        return (ref.words().get(ref.word()) & 1L << number) != 0;
    }

    private static IOException broken() {
        return new IOException("the other end of the pipe is closed");
    }

    @Override
    public void send(@Nullable T message) throws IOException, InterruptedException {
        EndState state = attached(sends, "send");
        byte[] bytes = Ref.write(message);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (state.mustWait(bytes.length)
                && ref.await(Verb.SYNC, end, Limit.FOREVER).verb() == Verb.OVER) {
            throw broken();
        }
        if (isClosed(1 - end)) {
            throw broken();
        }
        ref.tell(Verb.PUT, end, bytes);
    }

    @Override
    public @Nullable T receive() throws IOException, InterruptedException {
        return Ref.read(Objects.requireNonNull(take(Limit.FOREVER)));
    }

    @Override
    public @Nullable T receive(Duration timeout) throws IOException, InterruptedException, TimeoutException {
        long limit = Limit.of(timeout);
        byte[] bytes = take(limit);
        if (bytes == null) {
            throw new TimeoutException("nothing came within " + timeout);
        }
        return Ref.read(bytes);
    }

    /** The next message; null if time was up. */
    private byte @Nullable [] take(long limit) throws IOException, InterruptedException {
        EndState state = attached(receives, "receive");
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        byte[] lent = state.borrowed().take();
        if (lent != null) {
            state.received();
            return lent;
        }
        Frame answer = ref.await(Verb.TAKE, end, limit);
        if (answer.verb() == Verb.OVER) {
            throw new EOFException("the other end of the pipe is closed");
        }
        if (!Answers.isOk(answer)) {
            return null;
        }
        state.received();
        state.borrowed().add(answer);
        return answer.part();
    }

    @Override
    public boolean poll(Duration timeout) throws InterruptedException {
        long limit = Limit.of(timeout);
        EndState state = attached(receives, "receive");
        return !state.borrowed().isEmpty() || Answers.isOk(ref.await(Verb.AWAIT_READABLE, end, limit));
    }

    @Override
    public CompletableFuture<Connection<T>> onReadable() {
        EndState state = attached(receives, "receive");
        if (!state.borrowed().isEmpty()) {
            return CompletableFuture.completedFuture(this);
        }
        return state.<Connection<T>>readable(this, () -> ref.session().askLater(ref.id(), Verb.AWAIT_READABLE, end));
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (state().close(isOpener())) {
                var unused = ref.ask(Verb.CLOSE, end);
            }
        } catch (PoolException e) {
            log.trace("the pipe has ended with its opener", e);
        }
    }

    private boolean isOpener() {
        return ref.address().pid() == ProcessHandle.current().pid();
    }

    @Serial
    private Object writeReplace() {
        if (isOpener()) {
            state().giveAway();
            Gifts.note(this);
        }
        return new Form(ref, end, sends, receives);
    }

    /** Whom it was given to never held it. */
    void takeBack() {
        var unused = state().takeBack();
    }

    /** Whom it was given to has ended, and may never have held it. */
    void settle() {
        try {
            if (state().takeBack()) {
                ref.tell(Verb.CLOSE_UNHELD, end);
            }
        } catch (PoolException e) {
            log.trace("the pipe has ended before whom it was given to", e);
        }
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("an end of a pipe is read by its form");
    }

    /** What travels. Where it arrives, that process holds the end, so that the process's end is the end's. */
    private record Form(Ref ref, int end, boolean sends, boolean receives) implements Serializable {
        @Serial
        private Object readResolve() {
            var connection = new RemoteConnection<>(ref, end, sends, receives);
            try {
                if (!connection.isOpener()) {
                    connection.arrive();
                }
            } catch (PoolException e) {
                log.debug("an end of a pipe has come after the pipe's own end", e);
            }
            return connection;
        }
    }

    private void arrive() {
        state().attach(this::attach);
    }

    private void attach() {
        var unused = ref.ask(Verb.ATTACH, end);
    }
}
