package dev.taskpool.sync;

import dev.taskpool.TaskAction;
import dev.taskpool.spi.SharingBackend;
import java.util.List;
import java.util.concurrent.ConcurrentMap;

/**
 * Makes objects that processes share, and serves them from the process that started it: Python's
 * {@code multiprocessing.Manager}.
 *
 * <pre>{@code
 * try (Manager manager = Manager.start(); TaskPool pool = TaskPool.create(4)) {
 *     SharedQueue<String> lines = manager.queue();
 *     pool.forEach(name -> lines.put(name + " is done"), names);
 *     ...
 * }
 * }</pre>
 *
 * <p>An object lives as long as its manager. The manager itself does not travel: hand its objects on. It is reachable by
 * processes of the same user on this machine only, through a socket in a directory that nobody else may enter.
 * Thread-safe.
 */
public interface Manager extends AutoCloseable {
    /**
     * Starts a manager. Blocks for some milliseconds.
     *
     * @return the manager, to be closed
     * @throws IllegalStateException if the module {@code pool-remote} is not on the class path
     * @throws dev.taskpool.PoolException if there is no room for its files
     */
    static Manager start() {
        return SharingBackend.find().startManager();
    }

    /**
     * Makes a queue without a bound.
     *
     * @return first in, first out
     * @param <E> the elements
     */
    <E> SharedQueue<E> queue();

    /**
     * Makes a queue with a bound.
     *
     * @param capacity the most elements, 1 or more
     * @return first in, first out
     * @param <E> the elements
     * @throws IllegalArgumentException if {@code capacity} is less than 1
     */
    <E> SharedQueue<E> queue(int capacity);

    /**
     * Makes a queue that gives an element out again if its taker's process ended before {@link SharedQueue#taskDone}.
     *
     * <p>Each element taken must be acknowledged by the process that took it. A process acknowledges its elements in the
     * order in which it took them. What its end leaves unacknowledged goes to the head of the queue.
     *
     * @param capacity the most elements that wait, 1 or more
     * @return first in, first out
     * @param <E> the elements
     * @throws IllegalArgumentException if {@code capacity} is less than 1
     */
    <E> SharedQueue<E> redeliveringQueue(int capacity);

    /**
     * Makes a stack.
     *
     * @param capacity the most elements, 1 or more
     * @return last in, first out
     * @param <E> the elements
     * @throws IllegalArgumentException if {@code capacity} is less than 1
     */
    <E> SharedQueue<E> lifoQueue(int capacity);

    /**
     * Makes a queue that gives the least element first; of equal ones the first in. Elements are compared in the
     * manager's process.
     *
     * @param capacity the most elements, 1 or more
     * @return a queue whose {@code put} throws ClassCastException if an element cannot be compared with the others
     * @param <E> the elements, {@link Comparable}
     * @throws IllegalArgumentException if {@code capacity} is less than 1
     */
    <E> SharedQueue<E> priorityQueue(int capacity);

    /**
     * Makes a lock that its holder cannot take once more.
     *
     * @return a lock that is free; any thread of any process may release it
     */
    SharedLock lock();

    /**
     * Makes a lock that its holder, one thread of one process, can take again and again.
     *
     * @return a lock that is free; only its holder may release it
     */
    SharedLock reentrantLock();

    /**
     * Makes a semaphore.
     *
     * @param permits how many permits it has at first, 0 or more
     * @return the semaphore; it may be given more permits than that
     * @throws IllegalArgumentException if {@code permits} is negative
     */
    SharedSemaphore semaphore(int permits);

    /**
     * Makes a semaphore that never has more permits than at first.
     *
     * @param permits how many permits it has, 0 or more
     * @return the semaphore; it refuses a release above that
     * @throws IllegalArgumentException if {@code permits} is negative
     */
    SharedSemaphore boundedSemaphore(int permits);

    /**
     * Makes an event.
     *
     * @return an event that is not set
     */
    SharedEvent event();

    /**
     * Makes a barrier.
     *
     * @param parties how many must wait before all go on, 1 or more
     * @return the barrier
     * @throws IllegalArgumentException if {@code parties} is less than 1
     */
    SharedBarrier barrier(int parties);

    /**
     * Makes a barrier with an action. The last party to arrive runs it, in its thread, before any goes on.
     *
     * @param parties how many must wait before all go on, 1 or more
     * @param action what to run once each time; if it throws, the barrier breaks and the party that ran it gets a
     *     {@link dev.taskpool.PoolException} caused by what it threw
     * @return the barrier
     * @throws IllegalArgumentException if {@code parties} is less than 1
     */
    SharedBarrier barrier(int parties, TaskAction action);

    /**
     * Makes a map. Keys are compared in the manager's process, values by what they are when they are read there.
     *
     * <p>What it gives are copies: to change a value, put the changed one. Each call is atomic, also {@code putIfAbsent},
     * {@code replace} and {@code remove(key, value)}; {@code compute}, {@code merge} and the like try until nobody came in
     * between. Iterations run over a copy made at their beginning. Neither keys nor values are null.
     *
     * @return an empty map
     * @param <K> the keys
     * @param <V> the values
     */
    <K, V> ConcurrentMap<K, V> map();

    /**
     * Makes a list.
     *
     * <p>What it gives are copies: to change an element, set the changed one. Each call is atomic, also {@code addAll},
     * {@code replaceAll} and {@code sort}, which run over a copy and begin again if somebody came in between. Iterations run
     * over a copy made at their beginning. Elements may be null.
     *
     * @return an empty list
     * @param <E> the elements
     */
    <E> List<E> list();

    /**
     * Makes a set of named values.
     *
     * @return an empty one
     */
    SharedNamespace namespace();

    /**
     * Makes a number.
     *
     * @param initial its value
     * @return the number, in shared memory
     */
    SharedLong longValue(long initial);

    /**
     * Makes a number.
     *
     * @param initial its value
     * @return the number, in shared memory
     */
    SharedDouble doubleValue(double initial);

    /**
     * Shares an object of one's own: its methods run here, one at a time, whoever calls them. Arguments and results
     * travel; what a method throws reaches its caller. A method that calls its own object through this face waits for
     * itself, for ever.
     *
     * @param face an interface; nothing but its methods can be called
     * @param object what runs them; it stays here
     * @return a serializable object with that face
     * @param <T> the interface
     * @throws IllegalArgumentException if {@code face} is no interface, or hidden from other packages
     */
    <T> T share(Class<T> face, T object);

    /** Ends it with all its objects: every call on them fails from now on. May be called again. */
    @Override
    void close();
}
