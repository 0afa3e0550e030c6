package dev.taskpool.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How an example ended that ran in a JVM of its own, with two small workers.
 *
 * @param exitCode of its JVM
 * @param stdout all it printed
 * @param stderr all it complained about
 */
record ExampleRun(int exitCode, String stdout, String stderr) {
    private static final long HANG_SECONDS = 120;
    private static final Duration REAP_TIME = Duration.ofSeconds(150);
    /** Inherited by all children, however their commands look. */
    private static final String MARK = "TASKPOOL_EXAMPLE_RUN";

    /** Runs it to its end, in the folder, and looks that no process is left of it. */
    static ExampleRun of(Class<?> example, Path folder, String... args) throws IOException, InterruptedException {
        String mark = UUID.randomUUID().toString();
        Path stdout = Files.createTempFile(folder, "stdout", ".txt");
        Path stderr = Files.createTempFile(folder, "stderr", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command(example, args))
                .directory(folder.toFile())
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile());
        builder.environment().put(MARK, mark);
        builder.environment().remove("JDK_JAVA_OPTIONS"); // a JVM says that it has picked them up
        Process process = builder.start();
        try {
            assertThat(process.waitFor(HANG_SECONDS, TimeUnit.SECONDS))
                    .as("%s ended in time", example.getSimpleName())
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        await().atMost(REAP_TIME)
                .untilAsserted(() -> assertThat(processesMarked(mark))
                        .as("processes left behind")
                        .isEmpty());
        return new ExampleRun(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
    }

    private static List<String> command(Class<?> example, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= 23) { // as the script run-example does
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of(
                "-Dtaskpool.workers=2",
                "-Dtaskpool.worker.max-heap=96m",
                "-Dtaskpool.worker.jvm-options.0=-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), example.getName()));
        command.addAll(List.of(args));
        return command;
    }

    private static List<Path> processesMarked(String mark) throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> environment(process).contains(MARK + "=" + mark))
                    .toList();
        }
    }

    /** Empty for what is no process, has just ended, or belongs to another user. */
    private static String environment(Path process) {
        try {
            return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
