package dev.taskpool.remote;

import com.typesafe.config.ConfigFactory;
import dev.taskpool.PoolException;
import dev.taskpool.TaskAction;
import dev.taskpool.TaskPool;
import dev.taskpool.WorkerLostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A short life of a worker, whose JVM writes down at its end which classes it took.
 *
 * @param collector the options by which a garbage collector was chosen
 * @param archiveOptions make the worker's JVM write the archive
 */
record Rehearsal(List<String> collector, List<String> archiveOptions) implements TaskAction {
    /** What a program may throw, for the classes by which that travels. */
    private static final class Planned extends Exception {
        private static final long serialVersionUID = 1;
    }

    @Override
    public void run() {
        String[] options =
                Stream.concat(collector.stream(), archiveOptions.stream()).toArray(String[]::new);
        var config = Map.of("taskpool.remote.class-archive.mode", "off", "taskpool.remote.output", "discard");
        try (TaskPool pool = TaskPool.builder()
                .config(ConfigFactory.parseMap(config))
                .workers(1)
                .maxHeap("64m")
                .jvmOptions(options)
                .build()) {
            List<Object> values = List.of(1, 2L, 3.0, "four", List.of(5), Map.of("six", 6), new byte[100_000]);
            pool.map(value -> value, values, 2);
            pool.mapSettled(Rehearsal::fail, values);
            end(pool);
        }
    }

    private static Object fail(Object value) throws Planned {
        throw new Planned();
    }

    private static void end(TaskPool pool) {
        try {
            pool.run(() -> System.exit(0));
        } catch (WorkerLostException expected) {
            if (expected.exitCode().orElse(-1) != 0) {
                throw new PoolException("the rehearsal failed: " + expected.getMessage(), expected);
            }
        }
    }
}
