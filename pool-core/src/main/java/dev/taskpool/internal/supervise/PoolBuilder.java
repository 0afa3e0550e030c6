package dev.taskpool.internal.supervise;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.taskpool.PoolListener;
import dev.taskpool.TaskAction;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.internal.config.EnvironmentVariable;
import dev.taskpool.internal.config.MemorySize;
import dev.taskpool.internal.config.PoolConfig;
import dev.taskpool.internal.config.PoolName;
import dev.taskpool.internal.config.PoolSettings;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a pool is made of; each value is checked when it is given.
 *
 * <p>A value given twice counts as given last. May build several pools. Not thread-safe.
 */
public final class PoolBuilder implements TaskPool.Builder {
    /** What wins over the configuration, by its key there. */
    private final Map<String, ConfigValue> overrides = new LinkedHashMap<>();

    private @Nullable Config config;
    private @Nullable TaskAction initializer;
    private TaskOptions defaults = TaskOptions.defaults();
    private @Nullable PoolListener listener;
    private boolean shared;

    /** Starts with the configuration alone. */
    public PoolBuilder() {}

    @Override
    public TaskPool.Builder workers(int workers) {
        require(workers >= 1, "workers", workers, ">= 1");
        return override("workers", workers);
    }

    @Override
    public TaskPool.Builder name(String name) {
        Objects.requireNonNull(name, "name");
        require(PoolName.isValid(name), "name", name, PoolName.RULE);
        return override("name", name);
    }

    @Override
    public TaskPool.Builder config(Config config) {
        this.config = Objects.requireNonNull(config, "config");
        return this;
    }

    @Override
    public TaskPool.Builder initializer(TaskAction initializer) {
        this.initializer = Objects.requireNonNull(initializer, "initializer");
        return this;
    }

    @Override
    public TaskPool.Builder maxTasksPerChild(int chunks) {
        require(chunks >= 1, "maxTasksPerChild", chunks, ">= 1");
        return override("max-tasks-per-child", chunks);
    }

    @Override
    public TaskPool.Builder jvmOptions(String... options) {
        return override("worker.jvm-options", texts("jvmOptions", options));
    }

    @Override
    public TaskPool.Builder classpath(String... entries) {
        return override("worker.classpath", texts("classpath", entries));
    }

    @Override
    public TaskPool.Builder workingDirectory(Path directory) {
        Objects.requireNonNull(directory, "directory");
        boolean isOnDisk = directory.getFileSystem().equals(FileSystems.getDefault());
        require(isOnDisk && Files.isDirectory(directory), "workingDirectory", directory, "an existing directory");
        return override("worker.working-directory", directory.toAbsolutePath().toString());
    }

    @Override
    public TaskPool.Builder environment(Map<String, String> variables) {
        Map<String, String> copy = new LinkedHashMap<>(Objects.requireNonNull(variables, "variables"));
        copy.forEach((name, value) -> {
            Objects.requireNonNull(name, "environment: a variable's name");
            Objects.requireNonNull(value, () -> "environment: the value of " + name);
            require(EnvironmentVariable.isName(name), "environment", name, EnvironmentVariable.NAME_RULE);
            // The value may be a secret.
            require(EnvironmentVariable.isValue(value), "environment: " + name, "...", EnvironmentVariable.VALUE_RULE);
        });
        return override("worker.environment", copy);
    }

    @Override
    public TaskPool.Builder maxHeap(String size) {
        Objects.requireNonNull(size, "size");
        return override("worker.max-heap", MemorySize.bytes("maxHeap", size, MemorySize.MIN_HEAP_BYTES));
    }

    @Override
    public TaskPool.Builder startTimeout(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        require(timeout.compareTo(Duration.ZERO) > 0, "startTimeout", timeout, "more than zero");
        // Centuries saturate.
        return override("start.timeout", TimeUnit.NANOSECONDS.convert(timeout) + "ns");
    }

    @Override
    public TaskPool.Builder defaults(TaskOptions options) {
        this.defaults = Objects.requireNonNull(options, "options");
        return this;
    }

    @Override
    public TaskPool.Builder listener(PoolListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    @Override
    public TaskPool.Builder inProcess() {
        return override("backend", PoolSettings.THREADS);
    }

    /** Makes it the program's shared pool. */
    PoolBuilder shared() {
        shared = true;
        return this;
    }

    @Override
    public TaskPool build() {
        return PoolStart.start(plan());
    }

    PoolPlan plan() {
        Config block = ConfigFactory.empty();
        for (Map.Entry<String, ConfigValue> override : overrides.entrySet()) {
            block = block.withValue(override.getKey(), override.getValue());
        }
        PoolConfig pool = PoolConfig.resolve(config != null ? config : PoolConfig.load(), block);
        return new PoolPlan(pool.settings(), pool.whole(), initializer, defaults, listener, shared);
    }

    private TaskPool.Builder override(String key, Object value) {
        overrides.put(key, ConfigValueFactory.fromAnyRef(value, "the pool's builder"));
        return this;
    }

    private static List<String> texts(String name, String[] texts) {
        Objects.requireNonNull(texts, name);
        for (String text : texts) {
            Objects.requireNonNull(text, () -> name + ": one of them");
            require(!text.isBlank(), name, "\"" + text + "\"", "not empty");
        }
        return List.of(texts);
    }

    private static void require(boolean good, String name, Object value, String expected) {
        if (!good) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
