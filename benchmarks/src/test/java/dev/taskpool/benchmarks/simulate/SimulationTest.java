package dev.taskpool.benchmarks.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.benchmarks.report.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
    @ParameterizedTest
    @EnumSource
    void everyItem_isDelivered_andEveryCallEnds(Load load) {
        for (int workers : List.of(1, 7, 300)) {
            var simulation = new Simulation(load, workers);
            simulation.queue(2_000);
            simulation.run();
            assertThat(simulation.delivered()).isEqualTo(2_000);
            assertThat(simulation.endedCalls()).isEqualTo(load.calls(2_000));
            assertThat(simulation.retries()).isEqualTo(load == Load.FAILING ? 2_000 : 0);
            assertThat(simulation.scheduleNanos()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void events_forEachItem_areAsManyWhateverTheNumberOfItems(Load load) {
        double few = eventsPerItem(load, 2_000);
        double many = eventsPerItem(load, 50_000);
        assertThat(many).isLessThan(1.1 * few);
    }

    private static double eventsPerItem(Load load, int items) {
        var simulation = new Simulation(load, 20);
        simulation.queue(items);
        simulation.run();
        return (double) simulation.events() / items;
    }

    @Test
    void figures_areThreeForEachLoadAndSize() {
        var results = new ArrayList<Result>();
        Simulate.measure(List.of(2, 3), 1_000, 1_000, 1, results::add);
        assertThat(results).hasSize(3 * Load.values().length * 2);
        assertThat(results).extracting(Result::peer).containsOnly("2 workers", "3 workers");
    }
}
