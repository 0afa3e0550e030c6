package dev.taskpool.examples.gallery;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.TaskPool;
import dev.taskpool.WorkerInfo;
import dev.taskpool.WorkerLostException;
import dev.taskpool.process.JvmProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** How long it takes until a new process does something: a fresh JVM, one with a class archive, a warm spare. */
public final class StartMethods {
    private static final long PAUSE_MILLIS = 20;

    private StartMethods() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("start-methods");
        try {
            String[] jars = jars(folder);
            print("a fresh JVM", start(jars));
            Path archive = folder.resolve("classes.jsa");
            start(jars, "-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable");
            print("with a class archive", start(jars, "-XX:SharedArchiveFile=" + archive));
        } finally {
            delete(folder);
        }
        print("a warm spare", replace());
    }

    private static long start(String[] classpath, String... jvmOptions) throws InterruptedException {
        long before = System.nanoTime();
        JvmProcess child = JvmProcess.builder(() -> {})
                .classpath(classpath)
                .jvmOptions(jvmOptions)
                .start();
        child.join();
        return System.nanoTime() - before;
    }

    /** How long a pool that has lost a worker takes to its next result. */
    private static long replace() throws InterruptedException {
        Config config = ConfigFactory.parseString("taskpool.worker.spares = 1").withFallback(ConfigFactory.load());
        try (TaskPool pool = TaskPool.builder().config(config).workers(1).build()) {
            while (pool.stats().workers().stream().filter(StartMethods::isReady).count() < 2) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            try {
                pool.run(() -> System.exit(0));
                throw new IllegalStateException("the worker lives");
            } catch (WorkerLostException e) {
                long before = System.nanoTime();
                pool.run(() -> {});
                long taken = System.nanoTime() - before;
                pool.terminate(); // need not wait until there is a spare again
                return taken;
            }
        }
    }

    private static boolean isReady(WorkerInfo worker) {
        return worker.state() == WorkerInfo.State.IDLE;
    }

    /** The class path of this JVM in jars alone, because archives take no folders. */
    private static String[] jars(Path folder) {
        List<String> jars = new ArrayList<>();
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.endsWith(".jar")) {
                jars.add(entry);
                continue;
            }
            if (entry.isEmpty() || !Files.isDirectory(Path.of(entry))) {
                continue;
            }
            String made = folder.resolve(jars.size() + ".jar").toString();
            jar.run(System.out, System.err, "--create", "--file", made, "-C", entry, ".");
            jars.add(made);
        }
        return jars.toArray(String[]::new);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void print(String how, long nanos) {
        System.out.printf("%-20s %6d ms%n", how, TimeUnit.NANOSECONDS.toMillis(nanos));
    }
}
