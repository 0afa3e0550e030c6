package dev.taskpool.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.viktorc.pp4j.impl.JavaProcessPoolExecutor;
import org.jspecify.annotations.Nullable;

/** The faults of {@code faults_cpython.py} thrown at a pool of PP4J; prints rows of the same table. */
public final class FaultRows {
    private static final int HANG_SECONDS = 30;
    private static final int CLEANUP_MILLIS = 5_000;
    private static final int ANSWERS = 3;

    private final Thread thread = Thread.currentThread();
    private volatile @Nullable Process process;
    private volatile boolean stopping;

    private FaultRows() {}

    /**
     * Throws each fault in a process of its own, which is killed afterwards with all that it has started.
     *
     * @param args none
     * @throws IOException if a process cannot be started
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        FaultRows rows = new FaultRows();
        Runtime.getRuntime().addShutdownHook(new Thread(rows::stop, "stop"));
        rows.print();
    }

    private void print() throws IOException, InterruptedException {
        System.out.println(
                "PP4J: " + Path.of(jar(JavaProcessPoolExecutor.class)).getFileName());
        for (Fault fault : Fault.values()) {
            List<String> answers = observe(fault);
            if (stopping) {
                return;
            }
            System.out.println("| " + fault.label() + " | PP4J | " + String.join(" | ", answers) + " |");
            if (fault == Fault.ENDLESS_LOOP) {
                System.out.println("| callback throws | PP4J | its futures take no callbacks | - | - |");
            }
        }
    }

    /** Ends the fault that is under way, so that the printing thread can clean up after it. */
    private void stop() {
        stopping = true;
        Process running = process;
        if (running != null) {
            killGroup(running.pid());
        }
        try {
            thread.join(CLEANUP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String jar(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    /** The answers of a process that tries a fault. */
    private List<String> observe(Fault fault) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("faults-pp4j-");
        Path answers = folder.resolve("answers");
        Process running = new ProcessBuilder(
                        "setsid", // a group of its own, whose id is its pid
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneFault.class.getName(),
                        fault.name())
                .directory(folder.toFile()) // where a JVM that crashes leaves its report
                .redirectOutput(answers.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process = running;
        try {
            running.waitFor(HANG_SECONDS, TimeUnit.SECONDS);
        } finally {
            killGroup(running.pid());
            running.waitFor();
            process = null;
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(answers));
        while (lines.size() < ANSWERS) {
            lines.add("not reached in " + HANG_SECONDS + " s");
        }
        delete(folder);
        return lines;
    }

    /** A frozen process hears no other signal; those of a pool whose parent is gone are in its group still. */
    private static void killGroup(long group) {
        try {
            new ProcessBuilder("kill", "-KILL", "--", "-" + group)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("cannot kill the processes of group " + group, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
