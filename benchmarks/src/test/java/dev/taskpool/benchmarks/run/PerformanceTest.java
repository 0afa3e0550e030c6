package dev.taskpool.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.report.Result;
import dev.taskpool.benchmarks.report.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceTest {
    @TempDir
    private Path folder;

    private void write(String name, String peer, Figure figure) throws IOException {
        new Results(Map.of("processors", "2"), List.of(new Result(peer, figure))).write(folder.resolve(name));
    }

    @Test
    void document_showsWhatThereIs_andItsOwnPlots() throws IOException {
        Path document = folder.resolve("performance.md");
        Files.copy(Path.of("../docs/performance.md"), document);
        write("some.json", "Taskpool", Figure.with("apply", "p50", "us", 1, 2, 3));
        write("simulate.json", "10 workers", Figure.with("map, time", "1,000 items", "ns/item", 12));
        write("parts.json", "time", Figure.of("Some.part", "ns", 7));

        Performance.write(folder, folder, "some");

        assertThat(document)
                .content()
                .contains("- processors: 2")
                .contains("| apply, p50, us | 2 (1 to 3) |")
                .contains("![latency](performance/latency.svg)")
                .contains("![schedule-map-time](performance/schedule-map-time.svg)")
                .contains("| Some.part, ns | 7 |");
        assertThat(folder.resolve("performance/latency.svg")).exists();
        String once = Files.readString(document);
        Performance.write(folder, folder, "some");
        assertThat(document).as("written again").hasContent(once);
    }
}
