package dev.taskpool.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {
    private static final List<String> KNOWN = List.of(
            "workers",
            "worker",
            "worker.max-heap",
            "worker.heartbeat",
            "worker.heartbeat.timeout",
            "start.timeout",
            "name");

    @ParameterizedTest
    @CsvSource({
        "wrokers, workers",
        "worker-s, workers",
        "wroker, worker",
        "workerz, worker",
        "Name, name",
        "worker.maxHeap, worker.max-heap",
        "worker.max_heap, worker.max-heap",
        "max-heap, worker.max-heap",
        "kill.timeout, start.timeout",
        "heartbeat, worker.heartbeat",
        "worker.heartbeat.timeuot, worker.heartbeat.timeout",
    })
    void of_anErrorOfTyping_findsTheKey(String unknown, String expected) {
        assertThat(NearestKey.of(unknown, KNOWN)).hasValue(expected);
    }

    @Test
    void of_somethingElse_findsNothing() {
        assertThat(NearestKey.of("colour", KNOWN)).isEmpty();
        assertThat(NearestKey.of("", KNOWN)).isEmpty();
        assertThat(NearestKey.of("name", List.of())).isEmpty();
    }
}
