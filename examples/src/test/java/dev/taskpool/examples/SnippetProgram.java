package dev.taskpool.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/**
 * A snippet made into a program: compiled for the oldest Java promised, and run in a JVM of its own.
 *
 * @param block the snippet
 * @param folder where its files are written; the first entry of its class path
 */
record SnippetProgram(ReadmeBlock block, Path folder) {
    private static final String MAIN = "Snippet";
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final int HANG_LIMIT_SECONDS = 120;

    void compile() throws IOException {
        Path source = Files.writeString(folder.resolve(MAIN + ".java"), """
                import dev.taskpool.*;
                import dev.taskpool.process.*;
                import dev.taskpool.shared.*;
                import dev.taskpool.sync.*;
                import java.time.*;
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.stream.*;

                class %s {
                    public static void main(String[] args) throws Exception {
                %s
                    }
                }
                """.formatted(MAIN, block.text()));
        var report = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        report,
                        report,
                        "--release",
                        "17",
                        "-proc:none",
                        "-cp",
                        CLASS_PATH,
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(result)
                .as(block + ": " + report.toString(Charset.defaultCharset()))
                .isZero();
    }

    /** Runs it to its end, which must be a good one, and returns what it wrote to stdout. */
    List<String> run() throws IOException, InterruptedException {
        Path stdout = folder.resolve("stdout.txt");
        Path stderr = folder.resolve("stderr.txt");
        Process process = new ProcessBuilder(command())
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .start();
        try {
            boolean ended = process.waitFor(HANG_LIMIT_SECONDS, TimeUnit.SECONDS);
            assertThat(ended)
                    .as(() -> block + ": ended; stderr: " + read(stderr))
                    .isTrue();
            assertThat(process.exitValue())
                    .as(() -> block + ": exit code; stderr: " + read(stderr))
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(stdout, Charset.defaultCharset());
    }

    private List<String> command() throws IOException {
        Path quiet =
                Files.writeString(folder.resolve("quiet.xml"), "<configuration><root level=\"OFF\"/></configuration>");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        // Many JVMs on a small machine: little memory for each, and no time spent on the second compiler.
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Dtaskpool.worker.max-heap=96m");
        command.add("-Dtaskpool.worker.jvm-options.0=-XX:TieredStopAtLevel=1");
        command.add("-Dlogback.configurationFile=" + quiet);
        command.addAll(List.of("-cp", folder + File.pathSeparator + CLASS_PATH, MAIN));
        return command;
    }

    private static String read(Path file) {
        try {
            return String.join("\n", Files.readAllLines(file, Charset.defaultCharset()));
        } catch (IOException e) {
            return "unreadable: " + e;
        }
    }
}
