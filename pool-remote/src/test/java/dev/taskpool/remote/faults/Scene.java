package dev.taskpool.remote.faults;

import static org.awaitility.Awaitility.await;

import dev.taskpool.AsyncResult;
import dev.taskpool.PoolStats;
import dev.taskpool.ResultIterator;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.Gate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Does a harm at its moment, in one worker of a pool with bystanders, and looks at it as the caller does. */
final class Scene {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int QUICK_TASKS = 3;
    private static final int ITEMS = 6;
    private static final int STRUCK_BEFORE = 2;

    private final Cell cell;
    private final TaskPool pool;
    private final Path folder;
    private final Path orderFile;
    private final Bystanders bystanders;
    private Order order;
    private int items;

    /**
     * A scene, to be played once.
     *
     * @param pool where no task runs
     * @param folder for gates
     * @param orderFile where the order is to be given
     */
    Scene(Cell cell, TaskPool pool, Path folder, Path orderFile) {
        this.cell = cell;
        this.pool = pool;
        this.folder = folder;
        this.orderFile = orderFile;
        this.bystanders = new Bystanders(pool, folder);
    }

    Order order() {
        return order;
    }

    /** How many items the pool was given, without those that were cancelled. */
    int items() {
        return items + bystanders.count();
    }

    Observation play() throws Exception {
        try {
            Observation seen = switch (cell.moment()) {
                case BEFORE_HELLO, INITIALIZER -> atStart();
                case RUNNING, DECODE_FUNCTION, DECODE_ITEM, ENCODE_RESULT -> inCall();
                case IDLE -> idle();
                case DRAINING -> draining();
                case BETWEEN_CHUNKS -> betweenChunks();
            };
            bystanders.release();
            bystanders.check();
            return seen;
        } finally {
            bystanders.release();
        }
    }

    /** A worker is replaced while the other is occupied: the caller has to wait for the one that starts. */
    private Observation atStart() throws Exception {
        bystanders.occupy();
        Gate begun = Gate.in(folder);
        Gate never = Gate.in(folder);
        AsyncResult<Integer> victim = pool.applyAsync(() -> pass(begun, never));
        begun.await();
        give();
        victim.cancel(true);
        items++;
        AsyncResult<Integer> call = pool.applyAsync(() -> Bomb.WORTH);
        bystanders.add(QUICK_TASKS);
        return observe(call);
    }

    private Observation inCall() throws Exception {
        bystanders.occupy();
        bystanders.add(QUICK_TASKS);
        give();
        AsyncResult<?> call = call(careful());
        bystanders.add(QUICK_TASKS);
        return observe(call);
    }

    private AsyncResult<?> call(TaskPool careful) {
        Order given = order;
        items++;
        return switch (cell.moment()) {
            case DECODE_FUNCTION -> {
                Bomb bomb = Bomb.whenRead(given);
                yield careful.applyAsync(() -> bomb.worth());
            }
            case DECODE_ITEM -> careful.applyAsync(bomb -> bomb.worth(), Bomb.whenRead(given));
            case ENCODE_RESULT -> careful.applyAsync(() -> Bomb.whenWritten(given));
            default ->
                careful.applyAsync(() -> {
                    given.obey();
                    return Bomb.WORTH;
                });
        };
    }

    private Observation draining() throws Exception {
        bystanders.occupy();
        Gate begun = Gate.in(folder);
        Gate end = Gate.in(folder);
        give();
        Order given = order;
        items++;
        AsyncResult<Integer> call = careful().applyAsync(() -> {
            pass(begun, end);
            given.obey();
            return Bomb.WORTH;
        });
        begun.await();
        bystanders.add(QUICK_TASKS);
        pool.shutdown();
        end.open();
        return observe(call);
    }

    /** A thread that an earlier task has left does the harm. */
    private Observation idle() throws Exception {
        give();
        Order given = order;
        Gate now = Gate.in(folder);
        items++;
        pool.applyAsync(() -> leave(given, now)).get(LIMIT);
        await("all idle").atMost(LIMIT).until(() -> isAt(0));
        now.open();
        awaitEffect();
        return observe(rendezvous());
    }

    /** A task that ends once another one runs beside it, so it needs both workers. */
    AsyncResult<Integer> rendezvous() {
        Gate one = Gate.in(folder);
        Gate other = Gate.in(folder);
        items += 2;
        AsyncResult<Integer> result = pool.applyAsync(() -> pass(one, other));
        pool.applyAsync(() -> pass(other, one));
        return result;
    }

    /** The input has a pause in which all chunks given out have ended; the harm is done in it. */
    private Observation betweenChunks() throws Exception {
        bystanders.occupy();
        give();
        Order given = order;
        Gate now = Gate.in(folder);
        Iterator<Integer> input =
                IntStream.range(0, ITEMS).peek(i -> pauseBefore(i, now)).boxed().iterator();
        items += ITEMS;
        String seen = Sight.RESULT;
        try (ResultIterator<Integer> results =
                pool.imap(i -> i == 0 ? leave(given, now) : Bomb.WORTH, () -> input, 1)) {
            while (results.hasNext()) {
                String one = seen(results::next);
                seen = seen.equals(Sight.RESULT) ? one : seen;
            }
        }
        return new Observation(seen, Duration.between(order.takenAt(), Instant.now()));
    }

    private void pauseBefore(int item, Gate now) {
        if (item == STRUCK_BEFORE) {
            await("the first chunks have ended").atMost(LIMIT).until(() -> isAt(1));
            now.open();
            awaitEffect();
        }
    }

    private boolean isAt(int running) {
        PoolStats stats = pool.stats();
        return stats.queued() == 0 && stats.running() == running;
    }

    private void give() throws IOException {
        order = Order.give(orderFile, cell.fault());
    }

    /** With a time limit where it must have one. */
    private TaskPool careful() {
        return cell.fault().effect() == Fault.Effect.HANGS
                ? pool.with(TaskOptions.defaults().timeout(Backend.TIME_LIMIT))
                : pool;
    }

    /** Works in a worker without descriptors too: a folder needs none, and opens a gate as a file does. */
    private static int pass(Gate mine, Gate other) throws IOException, InterruptedException {
        Path file = Path.of(mine.file());
        if (!Files.exists(file)) {
            Files.createDirectory(file);
        }
        other.await();
        return Bomb.WORTH;
    }

    /** Leaves a thread that obeys as soon as it is told to. */
    private static int leave(Order order, Gate now) {
        var thread = new Thread(
                () -> {
                    try {
                        now.await();
                        order.obey();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                "fault");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((it, thrown) -> thrown.printStackTrace(System.err)); // not the test's own
        thread.start();
        return Bomb.WORTH;
    }

    private void awaitEffect() {
        await("the fault's effect").atMost(LIMIT).until(this::hasEffect);
    }

    private boolean hasEffect() {
        return order.isTaken()
                && switch (cell.fault().effect()) {
                    case HANGS -> true;
                    case THROWS, PASSES -> order.isDone();
                    case DIES ->
                        ProcessHandle.of(order.takersPid())
                                .filter(ProcessHandle::isAlive)
                                .isEmpty();
                    case FREEZES -> isFrozen(order.takersPid());
                };
    }

    private static boolean isFrozen(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.substring(stat.lastIndexOf(')')).startsWith(") T");
        } catch (NoSuchFileException e) {
            return true; // it has been found out, and ended
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Observation observe(AsyncResult<?> call) throws Exception {
        String seen = seen(() -> call.get(LIMIT));
        return new Observation(seen, Duration.between(order.takenAt(), Instant.now()));
    }

    private interface Look {
        Object at() throws Exception;
    }

    private static String seen(Look look) throws Exception {
        Object value;
        try {
            value = look.at();
        } catch (ExecutionException e) {
            return Sight.of(e.getCause());
        } catch (TimeoutException e) {
            return "nothing within " + LIMIT.toSeconds() + " s";
        } catch (RuntimeException e) {
            return Sight.of(e);
        }
        int worth = value instanceof Bomb bomb ? bomb.worth() : (Integer) value;
        return worth == Bomb.WORTH ? Sight.RESULT : "a wrong result: " + value;
    }
}
