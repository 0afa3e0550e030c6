package dev.taskpool.benchmarks.sharing;

import dev.taskpool.TaskPool;
import dev.taskpool.benchmarks.Figure;
import dev.taskpool.sync.Manager;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;

/**
 * What shared objects take, in child JVMs: queues and pipes, locks, semaphores and events, numbers, and a manager's
 * collections.
 *
 * <p>Prints one line of JSON a figure. Nothing here passes or fails.
 */
public final class SharingFigures {
    private SharingFigures() {}

    /**
     * Measures.
     *
     * @param args {@code --quick} to measure less
     */
    public static void main(String[] args) {
        print(List.of(args).contains("--quick") ? Plan.QUICK : Plan.FULL, System.out);
    }

    static void print(Plan plan, PrintStream out) {
        try (TaskPool pool = TaskPool.builder().workers(2).maxHeap("512m").build();
                Manager manager = Manager.start()) {
            var bench = new Bench(plan, pool, manager);
            List<Function<Bench, List<Figure>>> parts =
                    List.of(Transfers::measure, Handoffs::measure, Accesses::measure);
            for (Function<Bench, List<Figure>> part : parts) {
                part.apply(bench).forEach(figure -> out.println(figure.json("Taskpool")));
            }
        }
    }
}
