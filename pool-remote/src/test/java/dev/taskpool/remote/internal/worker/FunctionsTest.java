package dev.taskpool.remote.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskpool.TaskFunction;
import dev.taskpool.remote.internal.wire.ToWorker.Announced;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Items;
import org.junit.jupiter.api.Test;

class FunctionsTest {
    private static final TaskFunction<Object, Object> SAME = x -> x;

    private final Functions functions = new Functions();
    private final JavaPayloads payloads = new JavaPayloads();

    @Test
    void numberedFunction_isReadOnceForAllCalls() {
        CallInfo first = functions.told(new Announced(Rig.single(1, SAME), 1));
        Functions.Loaded read = functions.read(first, payloads);

        CallInfo second = functions.told(Announced.withoutFunction(Rig.single(2, SAME), 1));

        assertThat(functions.known(second)).isSameAs(read);
        assertThat(second.callId()).isEqualTo(2);
    }

    @Test
    void numberedFunctionThatCouldNotBeRead_isReadAgainForTheNextCall() {
        CallInfo call = functions.told(new Announced(Rig.single(1, SAME), 1));
        Functions.Loaded read = functions.read(call, new JavaPayloads() {
            @Override
            public Object readFunction(Items function) {
                throw new IllegalStateException("not now");
            }
        });

        assertThat(read).isInstanceOf(Functions.Unreadable.class);
        assertThat(functions.known(call)).isNull();
    }

    @Test
    void functionOfASingleCall_isNotKept() {
        CallInfo call = functions.told(new Announced(Rig.single(1, SAME), Announced.UNNUMBERED));
        assertThat(functions.read(call, payloads)).isInstanceOf(Functions.Known.class);

        assertThat(functions.known(call)).isNull();
    }

    @Test
    void functionOfManyItems_isKeptUntilItsCallIsForgotten() {
        CallInfo call = functions.told(new Announced(Rig.call(1, SAME), Announced.UNNUMBERED));
        Functions.Loaded read = functions.read(call, payloads);

        assertThat(functions.known(call)).isSameAs(read);
        functions.forget(1);
        assertThat(functions.known(call)).isNull();
    }

    @Test
    void numberThatWasNeverTold_isRefused() {
        var announced = Announced.withoutFunction(Rig.single(7, SAME), 3);

        assertThatThrownBy(() -> functions.told(announced))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("function 3 of call 7 (expected: one that was told)");
    }
}
