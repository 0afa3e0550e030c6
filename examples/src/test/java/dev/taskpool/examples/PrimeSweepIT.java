package dev.taskpool.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrimeSweepIT {
    @Test
    void run_countsTheSamePrimesWhateverTheChunks(@TempDir Path folder) throws Exception {
        ExampleRun run = ExampleRun.of(PrimeSweep.class, folder);

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        List<String> rows =
                run.stdout().lines().filter(line -> line.contains(" ms ")).toList();
        assertThat(rows).hasSize(3);
        assertThat(rows.stream().map(row -> row.substring(row.indexOf(" ms "))).distinct())
                .hasSize(1);
        assertThat(rows.get(2)).startsWith("adaptive");
    }

    @Test
    void count_knowsTheFirstPrimes() {
        assertThat(new PrimeRange(0, 100).count()).isEqualTo(25);
        assertThat(new PrimeRange(100, 900).count()).isEqualTo(143);
    }
}
