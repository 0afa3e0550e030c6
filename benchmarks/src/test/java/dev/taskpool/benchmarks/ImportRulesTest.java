package dev.taskpool.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.testkit.ImportRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole pools are measured by what everybody can use; only parts are measured where they are. */
class ImportRulesTest {
    @Test
    void internals_areKnownToPartsAndSimulationOnly() {
        List<String> rooms = List.of("dev.taskpool.benchmarks.parts", "dev.taskpool.benchmarks.simulate");
        assertThat(ImportRules.outside(
                        ImportRules.sources(), rooms, "dev.taskpool.internal", "dev.taskpool.remote.internal"))
                .isEmpty();
    }

    @Test
    void jmh_isKnownToPartsOnly() {
        assertThat(ImportRules.outside(
                        ImportRules.sources(), List.of("dev.taskpool.benchmarks.parts"), "org.openjdk.jmh"))
                .isEmpty();
    }
}
