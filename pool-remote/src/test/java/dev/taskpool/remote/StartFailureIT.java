package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.taskpool.PoolBrokenException;
import dev.taskpool.PoolListener;
import dev.taskpool.TaskPool;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.WorkerInfo;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Tasks;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers that cannot start are not tried for ever, and say why. */
class StartFailureIT extends ProcessFixture {
    @Test
    @Case("CRASH-33")
    void apply_anOptionThatTheJvmDoesNotKnow_breaksThePoolWithItsWords() {
        assertBreaks(builder().workers(2).jvmOptions("-XX:+NoSuchOption"), "NoSuchOption");
    }

    @Test
    @Case("CRASH-33")
    void apply_aClassPathWithoutTheWorker_breaksThePoolWithTheJvmsWords() {
        assertBreaks(builder().workers(2).classpath("/nowhere/nothing.jar"), "could not find or load main class");
    }

    private static void assertBreaks(TaskPool.Builder builder, String words) {
        Set<Long> before = children();
        try (TaskPool pool = builder.build()) {
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(PoolBrokenException.class)
                        .isThrownBy(() -> pool.apply(Tasks::square, 3))
                        .satisfies(broken -> {
                            assertThat(broken.stderrTail()).containsIgnoringCase(words);
                            assertThat(broken.exitCode()).hasValue(1);
                            assertThat(broken.deaths()).hasSize(3); // taskpool.start.max-failures
                        });
            }
            assertThat(pool.stats().workersStarted())
                    .as("those that failed, and one beside them")
                    .isBetween(3L, 4L);
        }
        assertThat(children()).isEqualTo(before);
    }

    @Test
    @Timeout(300)
    void apply_workersThatWereKilledAsSoonAsTheyStarted_breaksThePoolWithAllDeaths() {
        PoolListener killer = new PoolListener() {
            @Override
            public void workerStarted(WorkerInfo worker) {
                ProcessHandle.of(worker.pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
        };
        try (TaskPool pool =
                configured("start.max-failures = 1").workers(2).listener(killer).build()) {
            await().atMost(Duration.ofSeconds(250))
                    .until(() -> pool.stats().workers().isEmpty());
            assertThatExceptionOfType(PoolBrokenException.class)
                    .isThrownBy(() -> pool.apply(Tasks::square, 3))
                    .withMessageContaining("die as soon as they start")
                    .satisfies(broken -> assertThat(broken.deaths()).hasSizeGreaterThanOrEqualTo(10));
        }
    }

    @Test
    @Case("INIT-07")
    void build_anInitializerThatCannotBeWritten_failsAndStartsNothing() {
        Set<Long> before = children();
        Saboteur unwritable = new Saboteur(Saboteur.When.WRITTEN_IN_THE_PARENT);
        assertThatExceptionOfType(TaskSerializationException.class)
                .isThrownBy(() -> builder().initializer(unwritable::idle).build())
                .withStackTraceContaining("sabotage WRITTEN_IN_THE_PARENT")
                .satisfies(failure -> assertThat(failure.phase()).isEqualTo(Phase.ENCODE_FUNCTION));
        assertThat(children()).isEqualTo(before);
    }

    @Test
    @Case("INIT-07")
    void apply_anInitializerThatCannotBeRead_breaksThePool() {
        Saboteur unreadable = new Saboteur(Saboteur.When.READ_IN_THE_WORKER);
        try (TaskPool pool = configured("start.max-failures = 1")
                .workers(1)
                .initializer(unreadable::idle)
                .build()) {
            assertThatExceptionOfType(PoolBrokenException.class)
                    .isThrownBy(() -> pool.apply(Tasks::square, 3))
                    .withStackTraceContaining("sabotage READ_IN_THE_WORKER");
            assertThat(pool.stats().workersStarted()).isEqualTo(1);
        }
    }
}
