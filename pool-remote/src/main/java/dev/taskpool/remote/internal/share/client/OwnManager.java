package dev.taskpool.remote.internal.share.client;

import dev.taskpool.PoolException;
import dev.taskpool.TaskAction;
import dev.taskpool.remote.internal.share.serve.Hub;
import dev.taskpool.remote.internal.share.serve.HubObjects;
import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedBarrier;
import dev.taskpool.sync.SharedDouble;
import dev.taskpool.sync.SharedEvent;
import dev.taskpool.sync.SharedLock;
import dev.taskpool.sync.SharedLong;
import dev.taskpool.sync.SharedNamespace;
import dev.taskpool.sync.SharedQueue;
import dev.taskpool.sync.SharedSemaphore;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A manager of this process: a hub, and what makes its objects. */
public final class OwnManager implements Manager {
    private static final AtomicInteger lastNumber = new AtomicInteger();

    private final Hub hub;
    private final HubObjects objects;
    private final AtomicBoolean closed = new AtomicBoolean();

    private OwnManager(Hub hub) {
        this.hub = hub;
        this.objects = new HubObjects(hub);
    }

    /**
     * Starts one.
     *
     * @return the manager
     */
    public static OwnManager start() {
        return new OwnManager(Hub.open("manager-" + lastNumber.incrementAndGet()));
    }

    private HubObjects objects() {
        if (closed.get()) {
            throw new PoolException("the manager has ended", null);
        }
        return objects;
    }

    private Ref ref(HubObjects.Place place) {
        return new Ref(hub.address(), place.id(), place.word());
    }

    private static int atLeast(int least, int value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: " + least + " or more)");
        }
        return value;
    }

    @Override
    public <E> SharedQueue<E> queue() {
        return new RemoteQueue<>(ref(objects().fifo(Integer.MAX_VALUE, false)), false);
    }

    @Override
    public <E> SharedQueue<E> queue(int capacity) {
        return new RemoteQueue<>(ref(objects().fifo(atLeast(1, capacity, "capacity"), false)), true);
    }

    @Override
    public <E> SharedQueue<E> redeliveringQueue(int capacity) {
        return new RemoteQueue<>(ref(objects().fifo(atLeast(1, capacity, "capacity"), true)), true);
    }

    @Override
    public <E> SharedQueue<E> lifoQueue(int capacity) {
        return new RemoteQueue<>(ref(objects().lifo(atLeast(1, capacity, "capacity"))), true);
    }

    @Override
    public <E> SharedQueue<E> priorityQueue(int capacity) {
        return new RemoteQueue<>(ref(objects().priority(atLeast(1, capacity, "capacity"))), true);
    }

    @Override
    public SharedLock lock() {
        return new RemoteLock(ref(objects().lock()), false);
    }

    @Override
    public SharedLock reentrantLock() {
        return new RemoteLock(ref(objects().lock()), true);
    }

    @Override
    public SharedSemaphore semaphore(int permits) {
        return new RemoteSemaphore(ref(objects().semaphore(atLeast(0, permits, "permits"), Integer.MAX_VALUE)));
    }

    @Override
    public SharedSemaphore boundedSemaphore(int permits) {
        return new RemoteSemaphore(ref(objects().semaphore(atLeast(0, permits, "permits"), permits)));
    }

    @Override
    public SharedEvent event() {
        return new RemoteEvent(ref(objects().event()));
    }

    @Override
    public SharedBarrier barrier(int parties) {
        return new RemoteBarrier(ref(objects().barrier(atLeast(1, parties, "parties"), false)), parties, null);
    }

    @Override
    public SharedBarrier barrier(int parties, TaskAction action) {
        byte[] written = Ref.write(Objects.requireNonNull(action, "action"));
        return new RemoteBarrier(ref(objects().barrier(atLeast(1, parties, "parties"), true)), parties, written);
    }

    @Override
    public <K, V> ConcurrentMap<K, V> map() {
        return new RemoteMap<>(ref(objects().map()));
    }

    @Override
    public <E> List<E> list() {
        return new RemoteList<>(ref(objects().list()));
    }

    @Override
    public SharedNamespace namespace() {
        return new RemoteNamespace(ref(objects().map()));
    }

    @Override
    public SharedLong longValue(long initial) {
        return new RemoteLong(ref(objects().number(initial)));
    }

    @Override
    public SharedDouble doubleValue(double initial) {
        return new RemoteDouble(ref(objects().number(Double.doubleToRawLongBits(initial))));
    }

    @Override
    public <T> T share(Class<T> face, T object) {
        Objects.requireNonNull(object, "object");
        if (!face.isInterface() || !Modifier.isPublic(face.getModifiers())) {
            throw new IllegalArgumentException("face: " + face.getName() + " (expected: a public interface)");
        }
        if (!face.isInstance(object)) {
            throw new IllegalArgumentException(
                    "object: a " + object.getClass().getName() + " (expected: a " + face.getName() + ")");
        }
        return new RemoteFace(ref(objects().face(face, object)), face).proxy(face);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            hub.close();
            Session.endLocal(hub.address());
        }
    }

    @Override
    public String toString() {
        return "Manager[" + hub.address() + (closed.get() ? ", closed" : "") + "]";
    }
}
