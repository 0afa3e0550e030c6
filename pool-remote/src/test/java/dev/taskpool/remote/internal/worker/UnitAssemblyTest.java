package dev.taskpool.remote.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskpool.TaskFunction;
import dev.taskpool.remote.internal.wire.ToWorker.Part;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.WorkUnit;
import org.junit.jupiter.api.Test;

class UnitAssemblyTest {
    private final UnitAssembly assembly = new UnitAssembly();
    private final CallInfo call = Rig.call(1, (TaskFunction<Object, Object>) i -> i);
    private final Items.Encoded items = JavaPayloads.row("a", "bc", "", null, "def", "g");

    private static Part part(long unit, int size, Items.Encoded items) {
        return new Part(unit, 1, 40, 2, size, items);
    }

    @Test
    void unitInOnePart_isComplete() {
        assembly.hear(call);

        assertThat(assembly.add(part(9, 6, items))).isEqualTo(new WorkUnit(9, call, 40, items, 2));
    }

    @Test
    void unitInParts_isCompleteWithTheLast() {
        assembly.hear(call);

        assertThat(assembly.add(part(9, 5, items.slice(1, 3)))).isNull();
        assertThat(assembly.add(part(9, 5, items.slice(3, 4)))).isNull();
        WorkUnit unit = assembly.add(part(9, 5, items.slice(4, 6)));

        assertThat(unit).isEqualTo(new WorkUnit(9, call, 40, items.slice(1, 6), 2));
        assertThat(JavaPayloads.read(unit.items(), 3)).isEqualTo("def");
        assertThat(assembly.add(part(10, 6, items))).isNotNull();
    }

    @Test
    void partOfAnotherUnit_isRefused() {
        assembly.hear(call);
        assembly.add(part(9, 6, items.slice(0, 2)));

        assertThatThrownBy(() -> assembly.add(part(10, 6, items)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("part of unit 10 (expected: the rest of unit 9)");
    }

    @Test
    void call_isKnownUntilForgotten_orUntilItsOnlyUnitCame() {
        assembly.hear(call);
        assembly.forget(1);
        assertThatThrownBy(() -> assembly.add(part(9, 6, items))).hasMessageContaining("call 1");
        var second = new UnitAssembly();
        second.hear(Rig.single(1, (TaskFunction<Object, Object>) i -> i));
        assertThat(second.add(part(9, 6, items))).isNotNull();
        assertThatThrownBy(() -> second.add(part(10, 6, items))).hasMessageContaining("call 1");
    }
}
