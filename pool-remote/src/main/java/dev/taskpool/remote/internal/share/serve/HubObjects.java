package dev.taskpool.remote.internal.share.serve;

/** Makes the objects of a hub. Thread-safe. */
public final class HubObjects {
    private static final int NO_WORD = -1;

    private final Hub hub;

    /**
     * Where handles find an object.
     *
     * @param id its number
     * @param word the number of its word, -1 if it has none
     */
    public record Place(int id, int word) {}

    /**
     * Makes objects for a hub.
     *
     * @param hub serves them
     */
    public HubObjects(Hub hub) {
        this.hub = hub;
    }

    /**
     * A queue.
     *
     * @param capacity the most elements; {@code Integer.MAX_VALUE} for no bound
     * @param redelivers whether what a dead process had in hand is given out again
     * @return its word says whether it is closed
     */
    public Place fifo(int capacity, boolean redelivers) {
        return queue(new ServedQueue.Terms(ServedQueue.Order.FIFO, capacity, redelivers));
    }

    /**
     * A stack.
     *
     * @param capacity the most elements
     * @return its word says whether it is closed
     */
    public Place lifo(int capacity) {
        return queue(new ServedQueue.Terms(ServedQueue.Order.LIFO, capacity, false));
    }

    /**
     * A queue that gives the least element first.
     *
     * @param capacity the most elements
     * @return its word says whether it is closed
     */
    public Place priority(int capacity) {
        return queue(new ServedQueue.Terms(ServedQueue.Order.PRIORITY, capacity, false));
    }

    private Place queue(ServedQueue.Terms terms) {
        var queue = new ServedQueue(hub, terms);
        return new Place(hub.add(queue), queue.closedWord());
    }

    /**
     * A lock.
     *
     * @return its word is a {@link dev.taskpool.remote.internal.share.LockWord}
     */
    public Place lock() {
        var lock = new ServedLock(hub);
        return new Place(hub.add(lock), lock.word());
    }

    /**
     * A semaphore.
     *
     * @param permits how many permits it has
     * @param most how many it may have
     * @return it has no word
     */
    public Place semaphore(int permits, int most) {
        return new Place(hub.add(new ServedSemaphore(permits, most)), NO_WORD);
    }

    /**
     * An event.
     *
     * @return its word says whether it is set
     */
    public Place event() {
        var event = new ServedEvent(hub);
        return new Place(hub.add(event), event.word());
    }

    /**
     * A barrier.
     *
     * @param parties how many must wait
     * @param hasAction whether the last to arrive runs something
     * @return it has no word
     */
    public Place barrier(int parties, boolean hasAction) {
        return new Place(hub.add(new ServedBarrier(parties, hasAction)), NO_WORD);
    }

    /**
     * A map.
     *
     * @return it has no word
     */
    public Place map() {
        return new Place(hub.add(new ServedMap()), NO_WORD);
    }

    /**
     * A list.
     *
     * @return it has no word
     */
    public Place list() {
        return new Place(hub.add(new ServedList()), NO_WORD);
    }

    /**
     * A number.
     *
     * @param bits its value
     * @return its word is its value
     */
    public Place number(long bits) {
        int word = hub.stock().take();
        hub.stock().words().set(word, bits);
        return new Place(0, word);
    }

    /**
     * An object of the user's own.
     *
     * @param face what can be called
     * @param target what is called
     * @return it has no word
     */
    public Place face(Class<?> face, Object target) {
        return new Place(hub.add(new ServedFace(face, target)), NO_WORD);
    }

    /**
     * A pipe.
     *
     * @param onClosed called once, when both ends are closed
     * @return its word says which ends are
     */
    public Place pipe(Runnable onClosed) {
        var closing = new Closing(hub, onClosed);
        var pipe = new ServedPipe(hub, closing);
        closing.id = hub.add(pipe);
        return new Place(closing.id, pipe.word());
    }

    /** The end of a pipe. */
    private static final class Closing implements Runnable {
        private final Hub hub;
        private final Runnable then;
        private volatile int id;

        Closing(Hub hub, Runnable then) {
            this.hub = hub;
            this.then = then;
        }

        @Override
        public void run() {
            hub.remove(id);
            then.run();
        }
    }
}
