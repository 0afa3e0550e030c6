package dev.taskpool.internal.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.taskpool.PoolConfigException;
import dev.taskpool.PoolListener;
import dev.taskpool.TaskAction;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import dev.taskpool.internal.config.PoolSettings;
import dev.taskpool.spi.WorkerSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolBuilderTest {
    private final PoolBuilder builder = new PoolBuilder();

    @Test
    void plan_nothingGiven_isTheConfiguration() {
        PoolPlan plan = builder.plan();

        assertThat(plan.settings())
                .usingRecursiveComparison()
                .ignoringFields("name")
                .isEqualTo(PoolSettings.from(ConfigFactory.load()));
        assertThat(plan.config().hasPath("pekko")).as("all defaults").isTrue();
        assertThat(plan.initializer()).isNull();
        assertThat(plan.listener()).isNull();
        assertThat(plan.defaults()).isEqualTo(TaskOptions.defaults());
    }

    @Test
    void plan_everythingGiven_takesIt(@TempDir Path directory) {
        TaskAction initializer = () -> {};
        PoolListener listener = new PoolListener() {};
        TaskOptions options = TaskOptions.defaults().retries(2);
        builder.workers(3)
                .name("a-b_1")
                .initializer(initializer)
                .maxTasksPerChild(4)
                .jvmOptions("-ea", "-Da=\"b.c\"");
        builder.classpath("x.jar", "y")
                .workingDirectory(directory)
                .maxHeap("64m")
                .startTimeout(Duration.ofNanos(1));
        builder.defaults(options).listener(listener).inProcess();

        PoolPlan plan = builder.plan();

        PoolSettings settings = plan.settings();
        WorkerSpec spec = settings.workerSpec();
        assertThat(settings.workers()).isEqualTo(3);
        assertThat(settings.name()).isEqualTo("a-b_1");
        assertThat(settings.recycle().maxTasks()).hasValue(4);
        assertThat(settings.backend()).isEqualTo("threads");
        assertThat(spec.jvmOptions()).containsExactly("-ea", "-Da=\"b.c\"");
        assertThat(spec.classpath()).containsExactly("x.jar", "y");
        assertThat(spec.workingDirectory()).isEqualTo(directory);
        assertThat(spec.maxHeapBytes()).isEqualTo(64 << 20);
        assertThat(spec.startTimeout()).isEqualTo(Duration.ofNanos(1));
        assertThat(plan.initializer()).isSameAs(initializer);
        assertThat(plan.listener()).isSameAs(listener);
        assertThat(plan.defaults()).isSameAs(options);
    }

    @Test
    void plan_aBuilderValue_winsOverTheConfigurationAndThePoolsOwnBlock() {
        builder.config(ConfigFactory.parseString("""
                taskpool { workers = 2, worker.max-heap = 32m, name = other, worker.jvm-options = [-a]
                  pools.mine { workers = 5, worker.max-heap = 48m, chunking = fixed, worker.jvm-options = [-b] }
                  pools.other { workers = 6 } }
                """));
        builder.name("mine").workers(7).maxHeap("64m").jvmOptions();

        PoolPlan plan = builder.plan();

        assertThat(plan.settings().name()).isEqualTo("mine");
        assertThat(plan.settings().workers()).isEqualTo(7);
        assertThat(plan.settings().workerSpec().maxHeapBytes()).isEqualTo(64 << 20);
        assertThat(plan.settings().workerSpec().jvmOptions()).isEmpty();
        assertThat(plan.settings().chunking()).isEqualTo(PoolSettings.Chunking.FIXED);
        assertThat(plan.config().getInt("taskpool.workers")).isEqualTo(7);
    }

    @Test
    void plan_theConfigurationNamesThePool_aBuilderValueWinsOverItsBlock() {
        builder.config(ConfigFactory.parseString("taskpool { name = mine, pools.mine.workers = 5 }"));

        assertThat(builder.plan().settings().workers()).isEqualTo(5);
        builder.workers(7);
        assertThat(builder.plan().settings().workers()).isEqualTo(7);
    }

    @Test
    void environment_namesAndValuesOfAnyKind_arriveUnchanged() {
        Map<String, String> variables = Map.of(
                "a.b",
                "x.y",
                "\"q\"",
                "say \"hi\" \\ ${HOME}",
                "with space",
                "",
                "{}",
                "[1]",
                "#",
                "//",
                "$x",
                "null",
                "ü",
                "line\nline");

        builder.environment(variables);

        assertThat(builder.plan().settings().workerSpec().environment()).isEqualTo(variables);
    }

    @Test
    void environment_besideTheConfigurations_addsToThemAndWins() {
        builder.config(ConfigFactory.parseString("taskpool.worker.environment { A = 1, \"b.c\" = 2 }"));
        builder.environment(Map.of("b.c", "3"));

        assertThat(builder.plan().settings().workerSpec().environment()).isEqualTo(Map.of("A", "1", "b.c", "3"));
    }

    @Test
    void startTimeout_ofCenturies_isTaken() {
        builder.startTimeout(Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(builder.plan().settings().workerSpec().startTimeout()).isGreaterThan(Duration.ofDays(36_500));
    }

    @Test
    void build_aBadConfiguration_listsItsProblems() {
        assertThatThrownBy(() -> TaskPool.create(ConfigFactory.parseString("taskpool { a = 1, workers = 0 }")))
                .isInstanceOf(PoolConfigException.class)
                .hasMessageContainingAll("taskpool.a: unknown key", "taskpool.workers: 0");
    }

    @Test
    void create_noWorkers_isAnIllegalArgument() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskPool.create(0))
                .withMessage("workers: 0 (expected: >= 1)");
        assertThatIllegalArgumentException().isThrownBy(() -> TaskPool.threads(-1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "0", "-5m", "512", "auto", "99999999999g"})
    void maxHeap_noMemorySize_isRefused(String size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxHeap(size))
                .withMessage("maxHeap: " + size + " (expected: a memory size >= 2m, as in 512m)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.b", "ü", "a/b", "a\n"})
    void name_otherCharacters_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.name(name))
                .withMessage("name: " + name + " (expected: letters, digits, - and _)");
    }

    @Test
    void setters_badValues_areRefusedAtOnce(@TempDir Path directory) {
        assertRefused(() -> builder.maxTasksPerChild(0), "maxTasksPerChild: 0 (expected: >= 1)");
        assertRefused(() -> builder.startTimeout(Duration.ZERO), "startTimeout: PT0S (expected: more than zero)");
        assertRefused(() -> builder.startTimeout(Duration.ofNanos(-1)), "more than zero");
        assertRefused(() -> builder.jvmOptions("-ea", ""), "jvmOptions: \"\" (expected: not empty)");
        assertRefused(() -> builder.classpath(" "), "classpath: \" \" (expected: not empty)");
        assertRefused(() -> builder.workingDirectory(directory.resolve("no")), "(expected: an existing directory)");
        assertRefused(() -> builder.environment(Map.of("a=b", "")), "environment: a=b (expected: a name without =");
        assertRefused(() -> builder.environment(Map.of("", "")), "environment:  (expected: a name");
        assertRefused(() -> builder.environment(Map.of("A", "\0")), "environment: A: ... (expected: text without NUL)");
    }

    @Test
    void setters_nulls_areRefusedByName() {
        assertNull(() -> builder.name(null), "name");
        assertNull(() -> builder.config(null), "config");
        assertNull(() -> builder.initializer(null), "initializer");
        assertNull(() -> builder.jvmOptions((String[]) null), "jvmOptions");
        assertNull(() -> builder.jvmOptions("-ea", null), "jvmOptions");
        assertNull(() -> builder.classpath((String[]) null), "classpath");
        assertNull(() -> builder.workingDirectory(null), "directory");
        assertNull(() -> builder.environment(null), "variables");
        assertNull(() -> builder.environment(Collections.singletonMap("A", null)), "environment: the value of A");
        assertNull(() -> builder.environment(new HashMap<>(Collections.singletonMap(null, "a"))), "environment");
        assertNull(() -> builder.maxHeap(null), "size");
        assertNull(() -> builder.startTimeout(null), "timeout");
        assertNull(() -> builder.defaults(null), "options");
        assertNull(() -> builder.listener(null), "listener");
    }

    private static void assertRefused(Runnable setter, String message) {
        assertThatIllegalArgumentException().isThrownBy(setter::run).withMessageContaining(message);
    }

    private static void assertNull(Runnable setter, String name) {
        assertThatNullPointerException().isThrownBy(setter::run).withMessageContaining(name);
    }
}
