package dev.taskpool.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SurvivorIT {
    @Test
    void run_tellsEachFateAndGoesOn(@TempDir Path folder) throws Exception {
        ExampleRun run = ExampleRun.of(Survivor.class, folder);

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        assertThat(fate(run, "fine")).contains("returned: nothing happened");
        assertThat(fate(run, "throws")).contains("TaskFailedException", "something is wrong");
        assertThat(fate(run, "exits")).contains("WorkerLostException", "code 3");
        assertThat(fate(run, "crashes")).contains("WorkerLostException", "signal");
        assertThat(fate(run, "hangs")).contains("TaskTimeoutException", "1000 ms");
        assertThat(fate(run, "leaks")).contains("WorkerLostException", "out of memory");
        assertThat(fate(run, "recurses")).contains("TaskFailedException", "StackOverflowError");
        assertThat(fate(run, "unsendable")).contains("TaskSerializationException", "java.lang.Thread");
        assertThat(run.stdout()).contains("and a healthy map: [0, 1, 4, 9, 16, 25, 36, 49, 64, 81]");
        assertThat(crashReports(folder)).isEmpty();
    }

    private static String fate(ExampleRun run, String name) {
        return run.stdout()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .orElse("no line of " + name);
    }

    private static List<Path> crashReports(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.toString().endsWith(".txt")).toList();
        }
    }
}
