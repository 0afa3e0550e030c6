package dev.taskpool.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedPoolsTest {
    private static final Config TWO = ConfigFactory.parseString("""
            taskpool {
              workers = 2, max-tasks-per-child = 10
              worker { max-heap = 64m, jvm-options = [-a, -b], environment { A = 1, B = 2 } }
              pools {
                fast { workers = 8, worker { jvm-options = [-c], environment { B = 3, C = 4 } } }
                slow { max-tasks-per-child = unlimited, worker.working-directory = "/to/be/made" }
              }
            }
            """);

    @Test
    void from_aPoolWithItsOwnBlock_takesTheRestFromAbove() {
        PoolSettings settings = PoolSettings.from(
                ConfigFactory.parseString("taskpool.name = fast").withFallback(TWO));

        assertThat(settings.name()).isEqualTo("fast");
        assertThat(settings.workers()).isEqualTo(8);
        assertThat(settings.recycle().maxTasks()).hasValue(10);
        assertThat(settings.workerSpec().maxHeapBytes()).isEqualTo(64 << 20);
        assertThat(settings.workerSpec().jvmOptions()).containsExactly("-c");
        assertThat(settings.workerSpec().environment())
                .containsOnly(Map.entry("A", "1"), Map.entry("B", "3"), Map.entry("C", "4"));
    }

    @Test
    void from_aPoolWithoutABlockOrAName_takesNothingFromOthers() {
        PoolSettings named =
                PoolSettings.from(ConfigFactory.parseString("taskpool.name = x").withFallback(TWO));

        assertThat(named.workers()).isEqualTo(2);
        assertThat(PoolSettings.from(TWO).named("x")).isEqualTo(named);
    }

    @Test
    void from_thePoolWhoseDirectoryIsMissing_isRefused() {
        assertThatThrownBy(() -> PoolSettings.from(
                        ConfigFactory.parseString("taskpool.name = slow").withFallback(TWO)))
                .hasMessageContaining("taskpool.pools.slow.worker.working-directory: /to/be/made (expected: an existing"
                        + " directory, or empty), found in String: 6");
    }

    @Test
    void from_anotherPoolsProblems_areFoundToo() {
        assertThatThrownBy(() -> from("name = a, pools { a {}, b { wrokers = 2, worker.max-haep = 1g, workers = 0 } }"))
                .hasMessageContainingAll(
                        "taskpool.pools.b.wrokers: unknown key (did you mean taskpool.pools.b.workers?)",
                        "taskpool.pools.b.worker.max-haep: unknown key (did you mean"
                                + " taskpool.pools.b.worker.max-heap?)",
                        "taskpool.pools.b.workers: 0 (expected: auto or a whole number >= 1)");
    }

    @Test
    void from_poolsAndNameInAPool_areUnknownThere() {
        assertThatThrownBy(() -> from("pools.a { name = b, pools {} }"))
                .hasMessageContainingAll("taskpool.pools.a.name: unknown key,", "taskpool.pools.a.pools: unknown key,");
    }

    @Test
    void from_aPoolThatIsNoBlockOrHasABadName_isRefused() {
        assertThatThrownBy(() -> from("pools { a = 5, \"b c\" {}, \"\" {} }"))
                .hasMessageContainingAll(
                        "taskpool.pools.a: 5 (expected: a block { ... })",
                        "taskpool.pools.\"b c\": bad name (expected: letters, digits, - and _)",
                        "taskpool.pools.\"\": bad name (expected: letters, digits, - and _)");
    }

    @Test
    void resolve_aNamedPool_laysItsBlockOverTheRootOfTheConfig() {
        Config given =
                ConfigFactory.parseString("taskpool.name = fast, other.key = 1").withFallback(TWO);

        Config whole = PoolConfig.resolve(given, ConfigFactory.empty()).whole();

        assertThat(whole.getInt("taskpool.workers")).isEqualTo(8);
        assertThat(whole.getInt("other.key")).isEqualTo(1);
        assertThat(PoolSettings.from(whole)).isEqualTo(PoolSettings.from(given));
    }

    private static PoolSettings from(String block) {
        return PoolSettings.from(ConfigFactory.parseString("taskpool {" + block + "}"));
    }
}
