package dev.taskpool.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.report.Result.Row;
import org.junit.jupiter.api.Test;

class TablesTest {
    @Test
    void summary_setsOursBesideTheBestOfEachKind() {
        assertThat(new Summary(Samples.results()).markdown().lines())
                .contains("| apply, p50, us | 110 (100 to 120) | 55 mp.Pool/fork | 0.50 | 5 ForkJoinPool | 40 socket |")
                .contains("| map, chunks of 1, items/s | 100,000 | 50,000 mp.Pool/fork | 2.00 |  |  |")
                .contains("| only theirs, s |  | 0.500 loky |  |  |  |");
    }

    @Test
    void times_areAboveOneWhereOursIsBetter_whateverTheUnit() {
        Figure ours = Figure.of("b", "u", 2);
        Figure other = Figure.of("b", "u", 4);
        assertThat(Summary.times(new Row("b", "", "ms"), ours, other)).isEqualTo("2.00");
        assertThat(Summary.times(new Row("b", "", "MB/s"), ours, other)).isEqualTo("0.50");
        assertThat(Summary.times(new Row("b", "", "% of ideal"), ours, other)).isEqualTo("0.50");
    }

    @Test
    void everyone_hasAColumn_withGaps() {
        assertThat(new AllPeers(Samples.results()).markdown().lines())
                .contains("| figure | Taskpool | mp.Pool/fork | PP4J | ForkJoinPool | limit: socket | loky |")
                .contains("| apply, p50, us | 110 | 55 | 200 | 5 | 40 |  |");
    }

    @Test
    void amounts_haveAsManyDigitsAsAreOfUse() {
        assertThat(Amount.of(1_234_567.8)).isEqualTo("1,234,568");
        assertThat(Amount.of(12.34)).isEqualTo("12.3");
        assertThat(Amount.of(1.234)).isEqualTo("1.23");
        assertThat(Amount.of(0.1234)).isEqualTo("0.123");
        assertThat(Amount.of(3)).isEqualTo("3");
        assertThat(Amount.onAxis(10_000_000)).isEqualTo("10 M");
        assertThat(Amount.onAxis(0.1)).isEqualTo("0.1");
    }
}
