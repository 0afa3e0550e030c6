package dev.taskpool.benchmarks.sharing;

import dev.taskpool.TaskAction;
import dev.taskpool.TaskConsumer;
import dev.taskpool.benchmarks.Figure;
import dev.taskpool.sync.SharedLong;
import dev.taskpool.sync.SharedQueue;
import java.util.List;
import java.util.concurrent.ConcurrentMap;

/** What reading and writing shared objects takes a child. */
final class Accesses {
    private static final int KEYS = 100;

    private Accesses() {}

    static List<Figure> measure(Bench bench) {
        SharedLong number = bench.manager().longValue(0);
        ConcurrentMap<Integer, Integer> map = bench.manager().map();
        List<Integer> list = bench.manager().list();
        for (int i = 0; i < KEYS; i++) {
            map.put(i, i);
            list.add(i);
        }
        SharedQueue<Integer> queue = bench.manager().queue();
        int accesses = bench.plan().accesses();
        return List.of(
                access("number, get", bench, () -> sum(number, accesses)),
                access("number, set", bench, () -> {
                    for (int i = 0; i < accesses; i++) {
                        number.set(i);
                    }
                }),
                access("number, add", bench, () -> {
                    for (int i = 0; i < accesses; i++) {
                        number.getAndAdd(1);
                    }
                }),
                call("manager's map, get", bench, i -> map.get(i % KEYS)),
                call("manager's map, put", bench, i -> map.put(i % KEYS, i)),
                call("manager's list, get", bench, i -> list.get(i % KEYS)),
                call("manager's list, set", bench, i -> list.set(i % KEYS, i)),
                call("manager's queue, put and take", bench, i -> {
                    queue.put(i);
                    queue.take();
                }));
    }

    private static void sum(SharedLong number, int accesses) {
        long sum = 0;
        for (int i = 0; i < accesses; i++) {
            sum += number.get();
        }
        if (sum == 1) {
            throw new IllegalStateException("it adds up to 1"); // so that no read is left out
        }
    }

    private static Figure access(String name, Bench bench, TaskAction work) {
        return Figure.of(name, "ns", Bench.each(bench.plan().accesses(), 1, bench.alone(work)));
    }

    private static Figure call(String name, Bench bench, TaskConsumer<Integer> call) {
        int calls = bench.plan().calls();
        double[] nanos = bench.alone(() -> {
            for (int i = 0; i < calls; i++) {
                call.accept(i);
            }
        });
        return Figure.of(name, "us", Bench.each(calls, 1e3, nanos));
    }
}
