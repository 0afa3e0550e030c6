package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.PoolException;
import dev.taskpool.remote.internal.serial.ValueCodec;
import dev.taskpool.remote.internal.share.Address;
import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.FrameChannel;
import dev.taskpool.remote.internal.share.Patience;
import dev.taskpool.remote.internal.share.Verb;
import dev.taskpool.spi.Uninterrupted;
import dev.taskpool.spi.files.PrivateDirectory;
import dev.taskpool.spi.files.SharedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves shared objects to processes of this machine, over a Unix domain socket, by one thread that never waits.
 *
 * <p>The kernel closes the socket of a process that ends, however it ends: that is how the hub knows who is gone. What
 * members send is taken in the order in which they sent it ({@link Inbox}).
 */
public final class Hub implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Hub.class);
    private static final SecureRandom random = new SecureRandom();
    private static final int STRANGER_BYTES = 1024;
    private static final int MOST_BYTES = 1 << 20;

    private final String name;
    private final PrivateDirectory directory;
    private final Address address;
    private final Selector selector;
    private final ServerSocketChannel door;
    private final Thread thread;
    private final ExecutorService userCode;
    private final WordStock stock = new WordStock();

    private final AtomicInteger lastObject = new AtomicInteger();
    private final Map<Integer, Seat> seats = new ConcurrentHashMap<>();
    private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean closing = new AtomicBoolean();

    private final Patience patience = new Patience();
    private final Inbox inbox = new Inbox(MOST_BYTES);
    private final Queue<Runnable> atTurnsEnd = new ArrayDeque<>();
    private final Set<Member> unflushed = new HashSet<>();
    private final Map<Member, SelectionKey> keys = new ConcurrentHashMap<>();
    private int lastMember;

    private Hub(String name, PrivateDirectory directory, Selector selector, ServerSocketChannel door) {
        this.name = name;
        this.directory = directory;
        this.selector = selector;
        this.door = door;
        byte[] secret = new byte[16];
        random.nextBytes(secret);
        this.address = new Address(
                name,
                socketIn(directory),
                ProcessHandle.current().pid(),
                HexFormat.of().formatHex(secret));
        this.userCode = Executors.newCachedThreadPool(task -> {
            var worker = new Thread(task, "taskpool-" + name + "-objects");
            worker.setDaemon(true);
            return worker;
        });
        this.thread = new Thread(this::run, "taskpool-" + name);
        thread.setDaemon(true);
    }

    private static String socketIn(PrivateDirectory directory) {
        return directory.path().resolve("hub").toString();
    }

    /**
     * Opens a hub. Blocks for some milliseconds.
     *
     * @param name names its thread
     * @return a hub without objects
     * @throws PoolException if there is no room for its files
     */
    public static Hub open(String name) {
        try {
            Hub hub = Uninterrupted.run(() -> openNow(name)); // an interruption would close the channels
            OpenHubs.add(hub);
            return hub;
        } catch (IOException e) {
            throw new PoolException(name + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static Hub openNow(String name) throws IOException {
        PrivateDirectory directory = PrivateDirectory.create(SharedFolder.choose());
        try {
            ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            door.bind(UnixDomainSocketAddress.of(socketIn(directory)));
            door.configureBlocking(false);
            Selector selector = Selector.open();
            door.register(selector, SelectionKey.OP_ACCEPT);
            var hub = new Hub(name, directory, selector, door);
            hub.thread.start();
            return hub;
        } catch (IOException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * Where it is reached.
     *
     * @return its address
     */
    public Address address() {
        return address;
    }

    /**
     * Adds an object.
     *
     * @return its number
     */
    int add(Served object) {
        int id = lastObject.incrementAndGet();
        seats.put(id, new Seat(object, object.runsUserCode() ? new Lane(userCode) : null));
        return id;
    }

    /** Takes an object away: it is no more. */
    void remove(int id) {
        seats.remove(id);
    }

    /** The words that its objects and members share. */
    WordStock stock() {
        return stock;
    }

    /** Does something when all that has come was looked at; called on the hub's thread. */
    void atTurnsEnd(Runnable step) {
        atTurnsEnd.add(step);
    }

    /** Does something on the hub's thread: now, if this is it. */
    void execute(Runnable step) {
        if (Thread.currentThread() == thread) {
            step.run();
        } else {
            steps.add(step);
            selector.wakeup();
        }
    }

    void answer(Member to, Frame answer) {
        execute(() -> {
            if (!to.isGone()) {
                add(to, answer);
                unflushed.add(to);
            }
        });
    }

    private static void add(Member to, Frame answer) {
        try {
            to.add(answer);
        } catch (OutOfMemoryError e) {
            log.warn("there is no memory for an answer", e);
            byte[] why = "the manager's process has no memory for the answer".getBytes(StandardCharsets.UTF_8);
            to.add(Frame.answer(answer.request(), Verb.REFUSED, 0, List.of(why)));
        }
    }

    private void run() {
        try {
            while (!closing.get()) {
                turn();
            }
        } catch (IOException | RuntimeException | Error e) {
            log.error("{} ends: it cannot be served any more", name, e);
        } finally {
            end();
        }
    }

    private boolean hasWork() {
        try {
            return selector.selectNow() > 0 || !inbox.isEmpty() || !steps.isEmpty() || closing.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void turn() throws IOException {
        if (!patience.await(this::hasWork)) {
            selector.select();
        }
        for (Runnable step = steps.poll(); step != null; step = steps.poll()) {
            survive(step);
        }
        readAll();
        if (inbox.fixHorizon()) {
            selector.selectNow();
            readAll();
            inbox.unread().forEach(this::readOn);
            inbox.drain(this::take);
            inbox.takeEnded().forEach(member -> survive(() -> leave(member)));
        }
        for (Runnable step = atTurnsEnd.poll(); step != null; step = atTurnsEnd.poll()) {
            survive(step);
        }
        flush();
    }

    /** Whatever goes wrong with one of them, the others are served on. */
    private void survive(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            log.error("{} goes on after a fault", name, e);
        }
    }

    private void readAll() {
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.attachment() instanceof Member member) {
                serve(key, member);
            } else {
                welcome();
            }
        }
        selector.selectedKeys().clear();
    }

    private void serve(SelectionKey key, Member member) {
        if (key.isValid() && key.isWritable()) {
            unflushed.add(member);
        }
        if (key.isValid() && key.isReadable()) {
            read(key, member);
        }
    }

    /** Comes to know whether anything is left, which a selection only says if there is. */
    private void readOn(Member member) {
        SelectionKey key = keys.get(member);
        if (key != null) {
            read(key, member);
        }
    }

    private void read(SelectionKey key, Member member) {
        try {
            inbox.read(member);
        } catch (IOException e) {
            log.debug("a process has left {}: {}", name, e.getMessage());
            hangUp(key, member);
        } catch (RuntimeException | OutOfMemoryError e) {
            log.warn("{} hangs up on a process: what it sends cannot be read", name, e);
            hangUp(key, member);
        }
    }

    /** What it has sent whole still counts. */
    private void hangUp(SelectionKey key, Member member) {
        key.cancel();
        inbox.end(member);
    }

    private void welcome() {
        try {
            SocketChannel channel = door.accept();
            if (channel != null) {
                channel.configureBlocking(false);
                var member = new Member(++lastMember, new FrameChannel(channel, STRANGER_BYTES));
                keys.put(member, channel.register(selector, SelectionKey.OP_READ, member));
            }
        } catch (IOException e) {
            log.warn("{} cannot let a process in", name, e);
        }
    }

    private void take(Member member, Frame frame) {
        try {
            if (!member.isGone()) {
                hear(member, frame);
            }
        } catch (RuntimeException | Error e) {
            log.error("{} goes on after a fault", name, e);
        }
    }

    private void hear(Member member, Frame frame) {
        if (!member.isTrusted()) {
            greet(member, frame);
            return;
        }
        switch (frame.verb()) {
            case MEMORY -> showMemory(new Call(this, member, frame));
            case CANCEL -> seat(frame.object()).cancel(member, (int) frame.number());
            default -> ask(new Call(this, member, frame), frame.object());
        }
    }

    private void showMemory(Call call) {
        if (call.number() < 0 || !stock.words().has(call.number())) {
            call.refuse("no such memory: " + call.number());
        } else {
            call.ok(ValueCodec.ofThisProcess().write(stock.words().array((int) call.number())));
        }
    }

    private void greet(Member member, Frame frame) {
        byte[] secret = address.secret().getBytes(StandardCharsets.US_ASCII);
        if (frame.verb() != Verb.HELLO || frame.parts().isEmpty() || !MessageDigest.isEqual(secret, frame.part())) {
            log.warn("{} refused a process that does not know its secret", name);
            leave(member);
            return;
        }
        member.trust();
        answer(member, Frame.answer(frame.request(), Verb.OK, member.id(), List.of()));
    }

    private void ask(Call call, int object) {
        Seat seat = seats.get(object);
        if (seat == null) {
            call.over();
        } else {
            seat.handle(call);
        }
    }

    private Seat seat(int object) {
        return seats.getOrDefault(object, new Seat(Call::over, null));
    }

    private void leave(Member member) {
        SelectionKey key = keys.remove(member);
        if (key == null) {
            return;
        }
        key.cancel();
        inbox.remove(member);
        List<Call> waiting = member.leave();
        waiting.forEach(call -> seat(call.object()).cancel(call));
        seats.values().forEach(seat -> seat.gone(member));
    }

    private void flush() {
        for (Member member : unflushed) {
            SelectionKey key = keys.get(member);
            if (key != null && key.isValid()) {
                key.interestOps(sendTo(member) ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        }
        unflushed.clear();
    }

    /** Whether nothing is left to be sent. */
    private boolean sendTo(Member member) {
        try {
            return member.flush();
        } catch (IOException e) {
            log.debug("a process of {} reads no more: its end is about to be read", name, e);
            return true;
        } catch (OutOfMemoryError e) { // outside of the heap
            log.warn("{} has no memory to send, and tries again", name, e);
            return false;
        }
    }

    private void end() {
        keys.keySet().forEach(member -> {
            var unused = member.leave();
        });
        try {
            door.close();
            selector.close();
        } catch (IOException e) {
            log.debug("{} did not close its socket", name, e);
        }
        userCode.shutdownNow();
        stock.words().close();
        directory.close();
    }

    /** Ends it: its members see that at once. May be called again. */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            selector.wakeup();
            OpenHubs.remove(this);
        }
        boolean interrupted = false;
        while (thread.isAlive() && thread != Thread.currentThread()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
