package dev.taskpool.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How large the next unit of a call is. */
class ChunkPlanTest {
    @Test
    void timeUnknown_givesOneItem() {
        assertThat(ChunkPlan.size(-1, 500, 1_000_000, 2, 10)).isEqualTo(1);
    }

    @Test
    void cheapItems_growEightfoldUntilFiftyMillisecondsTravelTogether() {
        assertThat(ChunkPlan.size(1_000, 1, 1_000_000, 2, 10)).isEqualTo(8);
        assertThat(ChunkPlan.size(1_000, 8, 1_000_000, 2, 10)).isEqualTo(64);
        assertThat(ChunkPlan.size(1_000, 8_000, 1_000_000, 2, 10)).isEqualTo(50_000);
    }

    @Test
    void towardsTheEnd_unitsShrinkToHalfAnEqualShare() {
        assertThat(ChunkPlan.size(1_000, 10_000, 400, 2, 10)).isEqualTo(100);
        assertThat(ChunkPlan.size(1_000, 10_000, 3, 2, 10)).isEqualTo(1);
    }

    @Test
    void heavyItems_areLimitedByBytes() {
        assertThat(ChunkPlan.size(1_000, 10_000, 1_000_000, 2, 1 << 20)).isEqualTo(4);
        assertThat(ChunkPlan.size(1_000, 10_000, 1_000_000, 2, Long.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void slowItems_goOneByOne() {
        assertThat(ChunkPlan.size(60_000_000_000L, 1, 1_000, 2, 10)).isEqualTo(1);
    }
}
