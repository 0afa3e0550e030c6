package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.remote.internal.wire.ToWorker.Announced;
import dev.taskpool.remote.internal.wire.ToWorker.Part;
import dev.taskpool.remote.internal.wire.ToWorker.Work;
import dev.taskpool.remote.internal.wire.Wire;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.WorkUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkMessagesTest {
    private final InFlight inFlight = new InFlight();

    private List<Work> pack(WorkUnit... units) {
        return WorkMessages.pack(List.of(units), announce(inFlight));
    }

    private static Function<CallInfo, Announced> announce(InFlight inFlight) {
        var announcements = new Announcements(function -> false);
        return call -> inFlight.learn(call) ? announcements.of(call) : null;
    }

    @Test
    void pack_ofSmallUnits_isOneMessageWithEachCallOnce() {
        List<Work> messages =
                pack(Units.unit(1, Units.call(1), 3), Units.unit(2, Units.call(1), 2), Units.unit(3, Units.call(2), 1));

        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).calls()).extracting(it -> it.call().callId()).containsExactly(1L, 2L);
        assertThat(messages.get(0).parts()).extracting(Part::unitId).containsExactly(1L, 2L, 3L);
        assertThat(pack(Units.unit(4, Units.call(1), 3)).get(0).calls()).isEmpty();
    }

    @Test
    void pack_ofNothing_isNoMessage() {
        assertThat(pack()).isEmpty();
    }

    @Test
    void pack_ofAUnitWithoutItems_stillTellsOfIt() {
        assertThat(pack(Units.unit(1, Units.call(1), 0)).get(0).parts()).hasSize(1);
    }

    @Test
    void pack_ofALargeUnit_comesInParts() {
        int[] lengths = IntStream.range(0, 100).map(i -> 10_000).toArray();
        var unit = new WorkUnit(1, Units.call(1), 5, Units.items(lengths), 2);

        List<Work> messages = pack(unit);

        assertThat(messages).hasSize(8).allMatch(message -> message.parts().size() == 1);
        assertThat(messages).allSatisfy(message -> {
            Part part = message.parts().get(0);
            assertThat(part.items().bytes()).isLessThanOrEqualTo(Wire.MESSAGE_BYTES);
            assertThat(part.unitSize()).isEqualTo(100);
            assertThat(part.firstIndex()).isEqualTo(5);
            assertThat(part.attempt()).isEqualTo(2);
        });
    }

    @Test
    void pack_ofAnything_bringsEveryItemInOrderWithinTheLimit() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<WorkUnit> units = randomUnits(random);
            List<Work> messages = WorkMessages.pack(units, announce(new InFlight()));
            checkBroughtAll(units, messages, "seed " + seed);
        }
    }

    private static List<WorkUnit> randomUnits(Random random) {
        var units = new ArrayList<WorkUnit>();
        int most = 1 << random.nextInt(16);
        for (int u = random.nextInt(20); u >= 0; u--) {
            int[] lengths = IntStream.range(0, random.nextInt(40))
                    .map(i -> random.nextInt(most))
                    .toArray();
            units.add(new WorkUnit(
                    u, Units.call(random.nextInt(3), random.nextBoolean(), 0), 0, Units.items(lengths), 1));
        }
        return units;
    }

    private static void checkBroughtAll(List<WorkUnit> units, List<Work> messages, String seed) {
        Map<Long, List<Items.Encoded>> brought = new LinkedHashMap<>();
        Set<Long> told = new HashSet<>();
        for (Work message : messages) {
            message.calls().forEach(call -> told.add(call.call().callId()));
            long bytes = message.calls().stream()
                    .mapToLong(call -> call.call().function().bytes())
                    .sum();
            for (Part part : message.parts()) {
                assertThat(told).as(seed).contains(part.callId());
                brought.computeIfAbsent(part.unitId(), id -> new ArrayList<>()).add(part.items());
                bytes += part.items().bytes();
            }
            assertThat(bytes).as(seed).isLessThanOrEqualTo(Wire.MESSAGE_BYTES);
        }
        assertThat(brought.keySet())
                .as(seed)
                .containsExactlyElementsOf(units.stream().map(WorkUnit::id).toList());
        for (WorkUnit unit : units) {
            int at = 0;
            for (Items.Encoded part : brought.get(unit.id())) {
                assertThat(part).as(seed).isEqualTo(unit.items().slice(at, at + part.size()));
                at += part.size();
            }
            assertThat(at).as(seed).isEqualTo(unit.items().size());
        }
    }
}
