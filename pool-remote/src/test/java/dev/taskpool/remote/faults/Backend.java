package dev.taskpool.remote.faults;

import com.typesafe.config.ConfigFactory;
import dev.taskpool.TaskPool;
import dev.taskpool.remote.QuickStart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What the harmed workers are. */
enum Backend {
    /** Child JVMs, with little of everything. */
    PROCESSES("child JVMs") {
        @Override
        TaskPool.Builder builder(Path folder, Path atStart) throws IOException {
            return QuickStart.builder(
                    Agent.option(folder, atStart),
                    "-XX:MaxMetaspaceSize=64m",
                    "-XX:MaxDirectMemorySize=40m",
                    "-Djava.io.tmpdir=" + folder,
                    "-D" + Harm.LEFT_PIDS + "=" + Harm.leftPids(folder));
        }
    },
    /** Threads of the test's own JVM. */
    THREADS("threads") {
        @Override
        TaskPool.Builder builder(Path folder, Path atStart) {
            return TaskPool.builder().inProcess();
        }
    };

    /** How long an item may take in the cells whose fault never ends. */
    static final Duration TIME_LIMIT = Duration.ofSeconds(2);

    /** How long a worker may take to start; more than it needs on a busy machine. */
    static final Duration START_TIMEOUT = Duration.ofSeconds(10);

    /** How long a worker may be silent. */
    static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(5);

    private final String words;

    Backend(String words) {
        this.words = words;
    }

    /** For people. */
    String words() {
        return words;
    }

    abstract TaskPool.Builder builder(Path folder, Path atStart) throws IOException;

    /**
     * Starts a pool of two workers.
     *
     * @param folder the test's own
     * @param atStart where workers look for an order before they greet
     * @param atInitializer where they look for one in the initializer
     */
    TaskPool pool(Path folder, Path atStart, Path atInitializer) throws IOException {
        var initial = new Order(atInitializer.toString());
        return builder(folder, atStart)
                .workers(2)
                .config(ConfigFactory.parseMap(settings()).withFallback(ConfigFactory.load()))
                .startTimeout(START_TIMEOUT)
                .initializer(initial::obey)
                .build();
    }

    private static Map<String, String> settings() {
        return Map.of(
                "taskpool.imap.lookahead", "2",
                "taskpool.worker.heartbeat.timeout", HEARTBEAT_TIMEOUT.toSeconds() + "s",
                "taskpool.remote.output", "discard");
    }
}
