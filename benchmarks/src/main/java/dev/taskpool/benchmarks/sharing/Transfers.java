package dev.taskpool.benchmarks.sharing;

import dev.taskpool.TaskAction;
import dev.taskpool.benchmarks.Figure;
import dev.taskpool.process.Connection;
import dev.taskpool.process.Pipe;
import dev.taskpool.sync.SharedQueue;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What queues and pipes carry from child to child. */
final class Transfers {
    private static final int BOUND = 1_000;
    private static final int MEGABYTE = 1_000_000;

    private Transfers() {}

    static List<Figure> measure(Bench bench) {
        Plan plan = bench.plan();
        return List.of(
                queue("queue", plan.items(), bench, () -> bench.manager().queue()),
                queue(
                        "queue, at most 1000",
                        plan.items(),
                        bench,
                        () -> bench.manager().queue(BOUND)),
                pipe("pipe, small messages", "messages/s", plan.items(), 0, bench),
                pipe("pipe, arrays of 1 MB", "MB/s", plan.megabytes(), MEGABYTE, bench),
                roundTrips(bench));
    }

    private static Figure queue(String name, int items, Bench bench, Supplier<SharedQueue<Integer>> maker) {
        double[] nanos = bench.runs(() -> {
            SharedQueue<Integer> queue = maker.get();
            return bench.once(() -> put(queue, items), () -> take(queue, items));
        });
        return Figure.of(name, "items/s", Bench.perSecond(items, nanos));
    }

    private static void put(SharedQueue<Integer> queue, int items) throws InterruptedException {
        for (int i = 0; i < items; i++) {
            queue.put(i);
        }
    }

    private static void take(SharedQueue<Integer> queue, int items) throws InterruptedException {
        for (int i = 0; i < items; i++) {
            check(queue.take(), i);
        }
    }

    private static void check(int actual, int expected) {
        if (actual != expected) {
            throw new IllegalStateException(actual + " (expected: " + expected + ")");
        }
    }

    private static Figure pipe(String name, String unit, int messages, int bytes, Bench bench) {
        double[] nanos = bench.runs(() -> {
            Pipe<Object> pipe = Pipe.oneWay();
            Connection<Object> left = pipe.left();
            Connection<Object> right = pipe.right();
            return bench.once(() -> send(left, messages, bytes), () -> receive(right, messages, bytes));
        });
        return Figure.of(name, unit, Bench.perSecond(messages, nanos));
    }

    private static void send(Connection<Object> left, int messages, int bytes) throws Exception {
        byte[] large = new byte[bytes];
        try (left) {
            for (int i = 0; i < messages; i++) {
                left.send(bytes == 0 ? i : large);
            }
        }
    }

    private static void receive(Connection<Object> right, int messages, int bytes) throws Exception {
        try (right) {
            for (int i = 0; i < messages; i++) {
                Object message = right.receive();
                check(message instanceof byte[] large ? large.length : number(message), bytes == 0 ? i : bytes);
            }
        }
    }

    private static int number(@Nullable Object message) {
        return (int) Objects.requireNonNull(message);
    }

    private static Figure roundTrips(Bench bench) {
        int trips = bench.plan().roundTrips();
        double[] nanos = bench.runs(() -> {
            Pipe<Integer> pipe = Pipe.open();
            Connection<Integer> left = pipe.left();
            Connection<Integer> right = pipe.right();
            TaskAction echo = () -> {
                try (right) {
                    for (int i = 0; i < trips; i++) {
                        right.send(right.receive());
                    }
                }
            };
            return bench.once(echo, () -> call(left, trips));
        });
        return Figure.of("pipe, there and back", "us", Bench.each(trips, 1e3, nanos));
    }

    private static void call(Connection<Integer> left, int trips) throws Exception {
        try (left) {
            for (int i = 0; i < trips; i++) {
                left.send(i);
                check(number(left.receive()), i);
            }
        }
    }
}
