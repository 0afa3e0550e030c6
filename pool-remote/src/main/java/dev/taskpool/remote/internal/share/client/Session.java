package dev.taskpool.remote.internal.share.client;

import dev.taskpool.PoolException;
import dev.taskpool.remote.internal.serial.ValueCodec;
import dev.taskpool.remote.internal.share.Address;
import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.FrameChannel;
import dev.taskpool.remote.internal.share.Verb;
import dev.taskpool.remote.internal.share.Words;
import dev.taskpool.shared.SharedLongArray;
import dev.taskpool.spi.Uninterrupted;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's connection to a hub; all its handles use it. Thread-safe.
 *
 * <p>Who asks writes to the socket itself, and reads from it if nobody else does ({@link Reading}).
 */
final class Session {
    private static final Logger log = LoggerFactory.getLogger(Session.class);
    private static final Map<String, Session> sessions = new ConcurrentHashMap<>();

    /** What is held while an address is connected to, which takes long if its process is frozen; others need not wait. */
    private static final List<Object> connecting =
            Stream.generate(Object::new).limit(64).toList();

    /** Stands for the answer that does not come any more. */
    private static final Frame ENDED = Frame.answer(0, Verb.OVER, 0, List.of());

    private final Address address;
    private final FrameChannel channel;
    private final Reading reading;
    private final AtomicInteger lastRequest = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Frame>> asked = new ConcurrentHashMap<>();
    private final Words words = new Words(this::memory);
    private final Map<Long, Object> states = new ConcurrentHashMap<>();
    private volatile boolean ended;
    private int member;

    private Session(Address address, SocketChannel socket) throws IOException {
        this.address = address;
        this.channel = new FrameChannel(socket, Frame.MAX_BYTES);
        this.reading = new Reading(
                "taskpool-session-" + address.pid(), socket, channel, this::take, () -> !asked.isEmpty(), this::lost);
    }

    /** The one of an address; connects if there is none. */
    static Session of(Address address) {
        Session session = sessions.get(address.socket());
        return session == null ? connect(address) : session;
    }

    private static Session connect(Address address) {
        int stripe = Math.floorMod(address.hashCode(), connecting.size());
        synchronized (connecting.get(stripe)) {
            Session known = sessions.get(address.socket());
            if (known != null) {
                return known;
            }
            try {
                Session session = Uninterrupted.run(() -> open(address)); // an interruption would close the socket
                sessions.put(address.socket(), session);
                return session;
            } catch (IOException e) {
                throw ended(address, e);
            }
        }
    }

    private static Session open(Address address) throws IOException {
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            socket.connect(UnixDomainSocketAddress.of(address.socket()));
            socket.configureBlocking(false);
            var session = new Session(address, socket);
            session.reading.start();
            byte[] secret = address.secret().getBytes(StandardCharsets.US_ASCII);
            session.member = (int) session.ask(0, Verb.HELLO, 0, secret).number();
            return session;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** The hub of this process at an address has been closed: who uses it now is told so, at once. */
    static void endLocal(Address address) {
        Session session = sessions.get(address.socket());
        if (session != null) {
            session.end();
        }
    }

    /** This process, by the hub's number for it. */
    int member() {
        return member;
    }

    /** The words that the hub and all its members share. */
    Words words() {
        requireOpen();
        return words;
    }

    private SharedLongArray memory(int number) {
        byte[] array = ask(0, Verb.MEMORY, number).part();
        return (SharedLongArray)
                Objects.requireNonNull(ValueCodec.ofThisProcess().read(array));
    }

    /** What this process knows of an object, made when it is first asked for. */
    <S> S state(int object, int part, Class<S> type, Supplier<S> maker) {
        return type.cast(states.computeIfAbsent((long) object << Integer.SIZE | part, unused -> maker.get()));
    }

    void requireOpen() {
        if (ended) {
            throw ended(address, null);
        }
    }

    private static PoolException ended(Address address, @Nullable Throwable cause) {
        return new PoolException(address + " has ended", cause);
    }

    /** Says something that needs no answer. Once it returns, nobody's later question comes before it. */
    void tell(int object, Verb verb, long number, byte[]... parts) {
        send(Frame.ask(0, object, verb, number, List.of(parts)));
    }

    /** Asks; waits for the answer, whatever interrupts the thread. */
    Frame ask(int object, Verb verb, long number, byte[]... parts) {
        return ask(object, verb, number, List.of(parts));
    }

    Frame ask(int object, Verb verb, long number, List<byte[]> parts) {
        return Answers.check(exchange(object, verb, number, parts));
    }

    /** Asks; what was refused or has failed is an answer like others. */
    Frame exchange(int object, Verb verb, long number, List<byte[]> parts) {
        return checked(join(begin(object, verb, number, parts).answer));
    }

    /** A question, and what will be its answer. */
    private record Asked(int request, CompletableFuture<Frame> answer) {}

    private Asked begin(int object, Verb verb, long number, List<byte[]> parts) {
        var answer = new CompletableFuture<Frame>();
        int request;
        do { // in hours the numbers come round to that of a question which still waits
            request = lastRequest.updateAndGet(last -> last == Integer.MAX_VALUE ? 1 : last + 1);
        } while (asked.putIfAbsent(request, answer) != null);
        if (ended) {
            asked.remove(request);
            throw ended(address, null);
        }
        try {
            send(Frame.ask(request, object, verb, number, parts));
        } catch (RuntimeException e) {
            asked.remove(request);
            throw e;
        }
        return new Asked(request, answer);
    }

    /** Asks; gives the answer when it comes. */
    CompletableFuture<Frame> askLater(int object, Verb verb, long number) {
        CompletableFuture<Frame> later = begin(object, verb, number, List.of()).answer;
        reading.help();
        return later.thenApplyAsync(answer -> Answers.check(checked(answer)));
    }

    /**
     * Asks what may take long. If time is up or the thread is interrupted, the question is taken back; what the hub says
     * to that counts, so that nothing gets lost.
     *
     * @param limit how long at most; {@link Limit#FOREVER} for no limit
     * @return the answer; {@code CANCELLED} if time was up
     */
    Frame await(int object, Verb verb, long number, long limit, byte[]... parts) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Asked question = begin(object, verb, number, List.of(parts));
        try {
            return Answers.check(checked(get(question.answer, limit)));
        } catch (TimeoutException e) {
            return Answers.check(checked(takeBack(object, question)));
        } catch (InterruptedException e) {
            Frame answer = checked(takeBack(object, question));
            if (answer.verb() == Verb.CANCELLED) {
                throw e;
            }
            Thread.currentThread().interrupt();
            return Answers.check(answer);
        }
    }

    private Frame get(CompletableFuture<Frame> answer, long limit) throws InterruptedException, TimeoutException {
        boolean endless = limit == Limit.FOREVER;
        long deadline = endless ? 0 : System.nanoTime() + limit;
        reading.readUntil(answer::isDone, deadline, endless);
        try {
            return endless ? answer.get() : answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // it never ends so
        }
    }

    /** Waits, whatever interrupts the thread. */
    private Frame join(CompletableFuture<Frame> answer) {
        reading.readUntil(answer::isDone, 0, true);
        return answer.join();
    }

    private Frame takeBack(int object, Asked question) {
        if (!question.answer.isDone()) {
            tell(object, Verb.CANCEL, question.request);
        }
        return join(question.answer);
    }

    private Frame checked(Frame answer) {
        if (answer.request() == 0) {
            throw ended(address, null);
        }
        return answer;
    }

    private void send(Frame frame) {
        if (frame.isTooLarge()) {
            throw new IllegalArgumentException("what is sent has more than " + Frame.MAX_BYTES + " bytes");
        }
        requireOpen();
        long mark = channel.add(frame);
        try {
            if (!reading.flush()) {
                awaitSent(mark);
            }
        } catch (IOException | CancelledKeyException e) {
            end();
            throw ended(address, e);
        }
        requireOpen();
    }

    private void awaitSent(long mark) {
        reading.readUntil(() -> channel.isSent(mark), 0, true);
        boolean interrupted = false;
        while (true) {
            try {
                if (!channel.awaitSent(mark)) {
                    requireOpen();
                }
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Frame answer) {
        CompletableFuture<Frame> question = asked.remove(answer.request());
        if (question != null) {
            question.complete(answer);
        }
    }

    private void lost(Throwable why) {
        log.debug("the hub of {} has ended: {}", address, why.toString());
        end();
    }

    private void end() {
        ended = true;
        sessions.remove(address.socket(), this);
        channel.close();
        reading.end();
        for (Integer request : List.copyOf(asked.keySet())) {
            CompletableFuture<Frame> question = asked.remove(request);
            if (question != null) {
                question.complete(ENDED);
            }
        }
    }
}
