package dev.taskpool.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.benchmarks.Figure;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @Test
    void results_areReadAsTheyWereWritten(@TempDir Path folder) throws IOException {
        Results results = Samples.results();
        Path file = folder.resolve("deep/results.json");
        results.write(file);
        Results read = Results.read(file);
        assertThat(read.list()).isEqualTo(results.list());
        assertThat(read.facts()).containsEntry("processors", "2").containsEntry("odd", "a 'quoted' \\ word");
    }

    @Test
    void line_ofAPeersScript_isRead() {
        Result result = Result.of("{\"bench\": \"map\", \"parameter\": \"chunks of 1\", \"peer\": \"mp.Pool/fork\","
                + " \"value\": 1.5e6, \"min\": 0.5, \"max\": 2.5e6, \"n\": 3, \"unit\": \"items/s\"}");
        assertThat(result)
                .isEqualTo(
                        new Result("mp.Pool/fork", new Figure("map", "chunks of 1", "items/s", 3, 1.5e6, 0.5, 2.5e6)));
    }
}
