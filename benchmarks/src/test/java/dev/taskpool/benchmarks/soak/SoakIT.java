package dev.taskpool.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A few seconds of what {@code benchmarks/soak} does for minutes. */
final class SoakIT {
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void shortSoak_harmsNothing() throws InterruptedException, IOException {
        var text = new ByteArrayOutputStream();
        var out = new PrintStream(text, true, StandardCharsets.UTF_8);

        Violations violations = new SoakRun(new SoakPlan(Duration.ofSeconds(8), 8, 2), out).run();

        String report = text.toString(StandardCharsets.UTF_8);
        assertThat(violations.list()).as(report).isEmpty();
        assertThat(report).contains("settled").contains("verdict: unharmed, seed 8");
    }
}
