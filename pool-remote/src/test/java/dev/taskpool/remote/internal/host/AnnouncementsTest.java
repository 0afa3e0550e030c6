package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.remote.internal.wire.ToWorker.Announced;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Items;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
    private static final Items UNIQUE = function();

    private final Announcements announcements = new Announcements(function -> function != UNIQUE);
    private long calls;

    private static Items function() {
        return Items.Encoded.of(new byte[] {1, 2, 3});
    }

    private Announced announce(Items function) {
        return announcements.of(new CallInfo(++calls, function, "", true, true, 0, List.of()));
    }

    @Test
    void constantFunction_travelsOnce_andThenByItsNumber() {
        Items function = function();
        Announced first = announce(function);
        Announced second = announce(function);

        assertThat(first.hasFunction()).isTrue();
        assertThat(first.functionNumber()).isEqualTo(1);
        assertThat(second.hasFunction()).isFalse();
        assertThat(second.functionNumber()).isEqualTo(1);
        assertThat(second.call().callId()).isEqualTo(2);
    }

    @Test
    void functionWithSomethingOfItsOwn_travelsEachTime() {
        for (int i = 0; i < 2; i++) {
            Announced announced = announce(UNIQUE);

            assertThat(announced.hasFunction()).isTrue();
            assertThat(announced.functionNumber()).isEqualTo(Announced.UNNUMBERED);
        }
    }

    @Test
    void rowsOfTheSameBytes_areNotTakenForOneFunction() {
        assertThat(announce(function()).functionNumber()).isEqualTo(1);
        assertThat(announce(function()).functionNumber()).isEqualTo(2);
    }

    @Test
    void endlessNewFunctions_takeNoMoreThan256Numbers() {
        int numbered = 0;
        for (int i = 0; i < 1_000; i++) {
            numbered += announce(function()).functionNumber() == Announced.UNNUMBERED ? 0 : 1;
        }

        assertThat(numbered).isEqualTo(256);
    }
}
