package dev.taskpool.benchmarks.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.benchmarks.Figure;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each starts a JVM, which ends with what was measured. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LimitsIT {
    private final ArrayList<Figure> figures = new ArrayList<>();

    @Test
    void socket_givesRoundTripsAndRates() throws Exception {
        Limits.bySocket(1, 50, figures::add);
        assertThat(figures).extracting(Figure::unit).containsExactly("us", "us", "tasks/s");
        assertThat(figures).allMatch(figure -> figure.median() > 0);
    }

    @Test
    void memory_givesRoundTrips() throws Exception {
        Limits.byMemory(1, 50, figures::add);
        assertThat(figures).extracting(Figure::parameter).containsExactly("p50", "p99");
        assertThat(figures).allMatch(figure -> figure.median() > 0);
    }
}
