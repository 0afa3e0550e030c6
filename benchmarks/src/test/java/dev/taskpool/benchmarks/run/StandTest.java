package dev.taskpool.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.report.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StandTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private List<Result> measured(Duration limit, String script) throws IOException {
        var stand = new Stand(folder.resolve("log"), limit);
        return stand.measure(new Contender("peer", true, List.of("sh", "-c", script)));
    }

    @Test
    void linesOfJson_areResults_whateverElseIsSaid() throws IOException {
        Result result = new Result("peer", Figure.of("map", "items/s", 1, 2, 3));
        String line = result.figure().json("peer");
        assertThat(measured(LONG, "echo hello; echo '" + line + "'; echo trouble >&2; exit 3"))
                .containsExactly(result);
        assertThat(folder.resolve("log")).hasContent("trouble");
    }

    @Test
    void whoTakesTooLong_isEnded_withWhatItHasStarted() throws IOException {
        Path pid = folder.resolve("pid");
        assertThat(measured(Duration.ofSeconds(1), "sleep 1000 & echo $! > " + pid + "; wait"))
                .isEmpty();
        if (Files.exists(pid) && !Files.readString(pid).isBlank()) {
            long sleeper = Long.parseLong(Files.readString(pid).strip());
            ProcessHandle.of(sleeper).ifPresent(process -> process.onExit().join());
            assertThat(ProcessHandle.of(sleeper).map(ProcessHandle::isAlive).orElse(false))
                    .isFalse();
        }
    }
}
