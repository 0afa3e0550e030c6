package dev.taskpool.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What is expected of {@link WaitForEvent} on threads and on processes. */
final class Waiters {
    private Waiters() {}

    static void assertGoOnOnceSet(List<String> printed) {
        assertThat(printed).hasSize(5);
        assertThat(printed.subList(0, 2)).containsExactlyInAnyOrder("one waits", "two waits");
        assertThat(printed.get(2)).isEqualTo("set");
        assertThat(printed.subList(3, 5)).containsExactlyInAnyOrder("one goes on", "two goes on");
    }
}
