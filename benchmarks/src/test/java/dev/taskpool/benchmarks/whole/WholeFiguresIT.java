package dev.taskpool.benchmarks.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.benchmarks.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A little of what {@code benchmarks/run} measures. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WholeFiguresIT {
    /** What starts few processes. */
    private static final List<String> CHEAP = List.of(
            "idle",
            "apply",
            "throughput",
            "map",
            "imap",
            "efficiency",
            "skew",
            "computing",
            "table",
            "ping",
            "payloads");

    private static List<Figure> measured(Peer peer, List<String> benches) {
        var figures = new ArrayList<Figure>();
        Measure.measure(peer, Plan.SMOKE, benches, figures::add);
        return figures;
    }

    @Test
    void processes_haveEachFigure() {
        List<Figure> figures =
                measured(new TaskpoolPeer(false, "taskpool.worker.jvm-options = [\"-XX:TieredStopAtLevel=1\"]"), CHEAP);
        assertThat(figures).allMatch(figure -> figure.median() > 0);
        assertThat(figures.stream().map(Figure::bench).distinct())
                .containsExactly(
                        "idle worker, PSS",
                        "idle worker, threads",
                        "apply",
                        "applyAsync",
                        "map",
                        "imap",
                        "imapUnordered",
                        "efficiency",
                        "skewed tasks",
                        "computing",
                        "captured table",
                        "ping while 100 MB flow",
                        "arguments",
                        "results");
    }

    @Test
    void executor_hasTheFiguresThatItHasCallsFor() {
        assertThat(measured(new ExecutorPeer(ForkJoin.class.getName()), Benches.names()).stream()
                        .map(Figure::bench)
                        .distinct())
                .contains("start to first result", "apply", "map", "efficiency", "queued tasks")
                .doesNotContain("imap", "idle worker, PSS", "recycling", "replacement of a killed worker");
    }

    @Test
    void names_ofFigures_areThoseOfThePeers() throws IOException {
        String peers = Files.readString(Path.of("peers/pools.py"));
        for (String bench : Benches.names()) {
            assertThat(peers).contains("def " + bench + "(self)");
        }
        for (Figure figure : measured(new TaskpoolPeer(true, ""), CHEAP)) {
            if (figure.bench().equals("computing")) {
                continue; // Python would do something else
            }
            assertThat(peers).contains('"' + figure.bench() + '"');
        }
    }
}
