package dev.taskpool;

import static dev.taskpool.testkit.ImportRules.inside;
import static dev.taskpool.testkit.ImportRules.insideOnly;
import static dev.taskpool.testkit.ImportRules.outside;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.testkit.ImportRules;
import dev.taskpool.testkit.ImportRules.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ImportRulesTest {
    private final List<Source> sources = ImportRules.sources();

    @Test
    void sources_ofThisModule_areFound() {
        assertThat(sources).hasSizeGreaterThan(50);
    }

    @Test
    void schedule_isPure() {
        assertThat(insideOnly(sources, "dev.taskpool.internal.schedule", "java.util", "org.jspecify", "dev.taskpool"))
                .isEmpty();
        assertThat(inside(
                        sources,
                        "dev.taskpool.internal.schedule",
                        "dev.taskpool.internal.supervise",
                        "dev.taskpool.internal.local",
                        "java.util.concurrent"))
                .isEmpty();
    }

    @Test
    void pekko_isKnownToBackendsAndSupervisorOnly() {
        List<String> rooms =
                List.of("dev.taskpool.spi", "dev.taskpool.internal.supervise", "dev.taskpool.internal.local");
        assertThat(outside(sources, rooms, "org.apache.pekko")).isEmpty();
    }

    @Test
    void noSource_importsScalaKryoOrTheRemoteModule() {
        assertThat(outside(sources, List.of(), "scala", "com.esotericsoftware", "dev.taskpool.remote"))
                .isEmpty();
    }

    @Test
    void rule_whenBroken_namesTheSourceAndTheImport() {
        var guilty = new Source("Guilty.java", "dev.taskpool.internal.schedule.deep", List.of("scala.Option"));
        assertThat(inside(List.of(guilty), "dev.taskpool.internal.schedule", "scala"))
                .containsExactly("Guilty.java imports scala.Option");
        assertThat(insideOnly(List.of(guilty), "dev.taskpool.internal.schedule", "java"))
                .hasSize(1);
        assertThat(outside(List.of(guilty), List.of("dev.taskpool.spi"), "scala"))
                .hasSize(1);
    }
}
