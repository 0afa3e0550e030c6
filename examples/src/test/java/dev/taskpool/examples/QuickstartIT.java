package dev.taskpool.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QuickstartIT {
    @Test
    void run_showsEachKindOfCall(@TempDir Path folder) throws Exception {
        ExampleRun run = ExampleRun.of(Quickstart.class, folder);

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        assertThat(run.stderr()).isEmpty();
        assertThat(run.stdout())
                .contains(
                        "cubes: [0, 1, 8, 27, 64, 125, 216, 343, 512, 729]",
                        "apply ran in process ",
                        "callback: the sum is 500000500000",
                        "get: the sum is 500000500000",
                        "the pool has ended: true");
    }
}
