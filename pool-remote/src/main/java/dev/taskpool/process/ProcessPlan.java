package dev.taskpool.process;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.remote.TargetMain;
import dev.taskpool.remote.internal.host.Target;
import dev.taskpool.remote.internal.launch.OutputMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How a process is to be, as a builder gathers it. Bad values are refused at once. */
final class ProcessPlan {
    private static final long LEAST_HEAP_BYTES = 2L << 20;
    private static final int LONGEST_NAME = 200;
    private static final AtomicInteger lastNumber = new AtomicInteger();

    private @Nullable String name;
    private List<String> jvmOptions = List.of();
    private List<String> classpath = List.of();
    private Map<String, String> environment = Map.of();
    private @Nullable Path workingDirectory;
    private long maxHeapBytes;
    private OutputMode output = OutputMode.INHERIT;

    void name(String text) {
        if (text.isBlank() || text.length() > LONGEST_NAME) {
            String shown = text.substring(0, Math.min(text.length(), LONGEST_NAME));
            throw new IllegalArgumentException(
                    "name: \"" + shown + "\" (expected: not blank, at most " + LONGEST_NAME + " characters)");
        }
        name = text;
    }

    void jvmOptions(String... options) {
        jvmOptions = texts("jvmOptions", options);
    }

    void classpath(String... entries) {
        classpath = texts("classpath", entries);
    }

    private static List<String> texts(String what, String... texts) {
        List<String> copy = List.of(texts);
        if (copy.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(what + ": " + copy + " (expected: none blank)");
        }
        return copy;
    }

    void environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
    }

    void workingDirectory(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("workingDirectory: " + directory + " (expected: an existing directory)");
        }
        workingDirectory = directory.toAbsolutePath();
    }

    void maxHeap(String size) {
        long bytes;
        try {
            bytes = ConfigFactory.parseMap(Map.of("size", size)).getBytes("size");
        } catch (ConfigException e) {
            bytes = 0;
        }
        if (bytes < LEAST_HEAP_BYTES) {
            throw new IllegalArgumentException("maxHeap: \"" + size + "\" (expected: a memory size >= 2m, as in 512m)");
        }
        maxHeapBytes = bytes;
    }

    void output(OutputMode mode) {
        output = mode;
    }

    Target.Plan build() {
        return new Target.Plan(
                name != null ? name : "process-" + lastNumber.incrementAndGet(),
                jvmOptions,
                classpath,
                environment,
                workingDirectory,
                maxHeapBytes,
                output,
                TargetMain.class.getName());
    }
}
