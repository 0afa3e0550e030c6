package dev.taskpool.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {
    @Test
    void figure_ofSeveralRuns_isTheirMedianAndSpread() {
        double[] runs = {5, 1, 4, 2, 3};
        Figure figure = Figure.with("apply", "p50", "us", runs);
        assertThat(figure).isEqualTo(new Figure("apply", "p50", "us", 5, 3, 1, 5));
        assertThat(runs).as("the runs are left as they were").containsExactly(5, 1, 4, 2, 3);
    }

    @Test
    void figure_ofAnEvenNumberOfRuns_isTheUpperMiddle() {
        assertThat(Figure.of("b", "u", 1, 2, 3, 4).median()).isEqualTo(3);
    }

    @Test
    void json_hasFourDigits_andNoExponents() {
        assertThat(Figure.of("b", "s", 123_456_789).json("p"))
                .isEqualTo("{\"bench\": \"b\", \"parameter\": \"\", \"peer\": \"p\", \"value\": 123500000,"
                        + " \"min\": 123500000, \"max\": 123500000, \"n\": 1, \"unit\": \"s\"}");
        assertThat(Figure.of("b", "s", 0.000123456).json("p")).contains("\"value\": 0.0001235,");
    }
}
