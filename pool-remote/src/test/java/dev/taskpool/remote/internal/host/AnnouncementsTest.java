package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.remote.internal.wire.ToWorker.Announced;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Items;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
    private final Announcements announcements = new Announcements();
    private long calls;

    private static Items function() {
        return Items.Encoded.of(new byte[] {1, 2, 3});
    }

    private Announced announce(Items function) {
        return announcements.of(new CallInfo(++calls, function, "", true, true, 0, List.of()));
    }

    @Test
    void functionOfOneCall_travelsWithIt() {
        Announced announced = announce(function());

        assertThat(announced.hasFunction()).isTrue();
        assertThat(announced.functionNumber()).isEqualTo(Announced.UNNUMBERED);
    }

    @Test
    void functionOfManyCalls_travelsTwice_andThenByItsNumber() {
        Items function = function();
        announce(function);
        Announced second = announce(function);
        Announced third = announce(function);

        assertThat(second.hasFunction()).isTrue();
        assertThat(second.functionNumber()).isEqualTo(1);
        assertThat(third.hasFunction()).isFalse();
        assertThat(third.functionNumber()).isEqualTo(1);
        assertThat(third.call().callId()).isEqualTo(3);
    }

    @Test
    void rowsOfTheSameBytes_areNotTakenForOneFunction() {
        for (int i = 0; i < 5; i++) {
            assertThat(announce(function()).functionNumber()).isEqualTo(Announced.UNNUMBERED);
        }
    }

    @Test
    void endlessNewFunctions_takeNoMoreThan256Numbers() {
        int numbered = 0;
        for (int i = 0; i < 1_000; i++) {
            Items function = function();
            announce(function);
            numbered += announce(function).functionNumber() == Announced.UNNUMBERED ? 0 : 1;
        }

        assertThat(numbered).isEqualTo(256);
    }
}
