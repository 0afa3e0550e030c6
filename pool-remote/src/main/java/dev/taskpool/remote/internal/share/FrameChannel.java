package dev.taskpool.remote.internal.share;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames over a socket that does not block. One thread reads; any thread may write.
 *
 * <p>A channel that blocks would be closed by the interruption of a thread that uses it; this one is not.
 */
public final class FrameChannel {
    private static final Logger log = LoggerFactory.getLogger(FrameChannel.class);
    private static final int BUFFER_BYTES = 1 << 16;

    /** What is written at once, since the JDK copies it outside of the heap first. */
    private static final int SLICE_BYTES = 1 << 18;

    private final SocketChannel channel;
    private int maxFrameBytes;

    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();
    private @Nullable ByteBuffer large;

    private final Deque<Chunk> unsent = new ArrayDeque<>();
    private @Nullable Chunk spare = new Chunk(BUFFER_BYTES);
    private long queuedBytes;
    private long sentBytes;
    private boolean closed;

    /** Some bytes to be sent, of which a part has been. */
    private static final class Chunk {
        private final ByteBuffer bytes;
        private int sent;

        Chunk(int size) {
            bytes = ByteBuffer.allocate(size);
        }

        boolean isSent() {
            return sent == bytes.position();
        }

        ByteBuffer next() {
            return bytes.duplicate()
                    .limit(Math.min(bytes.position(), sent + SLICE_BYTES))
                    .position(sent);
        }
    }

    /**
     * Takes over a channel.
     *
     * @param channel one that does not block
     * @param maxFrameBytes the largest frame that is read
     */
    public FrameChannel(SocketChannel channel, int maxFrameBytes) {
        this.channel = channel;
        this.maxFrameBytes = maxFrameBytes;
    }

    /**
     * Admits larger frames.
     *
     * @param bytes the largest frame that is read
     */
    public void admit(int bytes) {
        maxFrameBytes = bytes;
    }

    /**
     * Reads what has come.
     *
     * @param most stop after about so many bytes
     * @param reader takes each frame that is whole
     * @return whether all was read that had come
     * @throws EOFException if the other side has ended
     * @throws IOException if the connection is lost, or the other side does not speak this language
     */
    public boolean read(int most, Consumer<Frame> reader) throws IOException {
        long left = most;
        while (left > 0) {
            int count = fill();
            if (count < 0) {
                throw new EOFException("the other side has ended");
            }
            if (count == 0) {
                return true;
            }
            left -= count;
            takeFrames(reader);
        }
        return false;
    }

    private int fill() throws IOException {
        ByteBuffer whole = large;
        if (whole != null) {
            whole.limit(Math.min(whole.capacity(), whole.position() + SLICE_BYTES));
            return channel.read(whole);
        }
        in.compact();
        try {
            return channel.read(in);
        } finally {
            in.flip();
        }
    }

    private void takeFrames(Consumer<Frame> reader) throws IOException {
        ByteBuffer whole = large;
        if (whole != null) {
            if (whole.position() < whole.capacity()) {
                return;
            }
            large = null;
            reader.accept(Frame.read(whole.flip()));
        }
        while (in.remaining() >= Frame.LENGTH_BYTES) {
            int length = in.getInt(in.position());
            if (length < 0 || length > maxFrameBytes) {
                throw new IOException("a frame of " + length + " bytes (expected: at most " + maxFrameBytes + ")");
            }
            if (in.remaining() - Frame.LENGTH_BYTES < length) {
                startLarge(length);
                return;
            }
            in.getInt();
            ByteBuffer frame = in.slice(in.position(), length);
            in.position(in.position() + length); // whatever comes of this one, the next begins there
            reader.accept(Frame.read(frame));
        }
    }

    private void startLarge(int length) {
        if (length + Frame.LENGTH_BYTES > in.capacity()) {
            in.getInt();
            large = ByteBuffer.allocate(length).put(in);
        }
    }

    /**
     * Puts a frame behind those that wait to be sent, and stamps it.
     *
     * @param frame the frame
     * @return how many bytes must have been sent so that it is
     */
    public synchronized long add(Frame frame) {
        int size = Math.toIntExact(frame.size());
        Chunk last = unsent.peekLast();
        if (last == null || last.bytes.remaining() < size) {
            last = chunk(size);
            unsent.add(last);
        }
        frame.write(last.bytes, System.nanoTime());
        queuedBytes += size;
        return queuedBytes;
    }

    private Chunk chunk(int size) {
        Chunk kept = spare;
        if (kept == null || size > BUFFER_BYTES) {
            return new Chunk(Math.max(size, BUFFER_BYTES));
        }
        spare = null;
        return kept;
    }

    /**
     * Sends what it can without waiting.
     *
     * @return whether nothing is left
     * @throws IOException if the connection is lost
     */
    public synchronized boolean flush() throws IOException {
        for (Chunk first = unsent.peek(); first != null; first = unsent.peek()) {
            ByteBuffer next = first.next();
            int count = channel.write(next);
            first.sent += count;
            sentBytes += count;
            if (next.hasRemaining()) {
                notifyAll();
                return false;
            }
            if (first.isSent()) {
                unsent.remove();
                keep(first);
            }
        }
        notifyAll();
        return true;
    }

    private void keep(Chunk sent) {
        if (sent.bytes.capacity() == BUFFER_BYTES) {
            sent.bytes.clear();
            sent.sent = 0;
            spare = sent;
        }
    }

    /**
     * Whether so many bytes were sent.
     *
     * @param mark what {@link #add} gave
     * @return true from then on
     */
    public synchronized boolean isSent(long mark) {
        return sentBytes >= mark;
    }

    /**
     * Waits until so many bytes were sent by whoever sends.
     *
     * @param mark what {@link #add} gave
     * @return false if the channel was closed before
     * @throws InterruptedException if the thread is interrupted
     */
    public synchronized boolean awaitSent(long mark) throws InterruptedException {
        while (sentBytes < mark && !closed) {
            wait();
        }
        return sentBytes >= mark;
    }

    /** Closes it. Both sides read their end then. */
    public synchronized void close() {
        closed = true;
        notifyAll();
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("a socket did not close", e);
        }
    }
}
