package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.TaskFunction;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConstantFunctionsTest {
    @TempDir
    private Path spool;

    private static int twice(int x) {
        return 2 * x;
    }

    @Test
    void lambdaThatCapturesNothing_isWrittenOnce_andReadAsAnyOther() throws Exception {
        CodecRig rig = CodecRig.in(spool);
        TaskFunction<Integer, Integer> lambda = x -> x + 1;
        Codec caller = rig.caller();
        Items row = caller.encodeFunction(lambda);

        assertThat(caller.encodeFunction(lambda)).isSameAs(row);
        assertThat(caller.isConstant(row)).isTrue();
        @SuppressWarnings("unchecked")
        var copy = (TaskFunction<Integer, Integer>) rig.worker().readFunction(row);
        assertThat(copy.apply(1)).isEqualTo(2);
    }

    @Test
    void methodReference_isConstant() {
        Codec caller = CodecRig.in(spool).caller();
        TaskFunction<Integer, Integer> reference = ConstantFunctionsTest::twice;

        assertThat(caller.isConstant(caller.encodeFunction(reference))).isTrue();
    }

    @Test
    void lambdaThatCapturesSomething_isWrittenEachTime() {
        Codec caller = CodecRig.in(spool).caller();
        var counter = new AtomicInteger(1);
        TaskFunction<Integer, Integer> lambda = counter::addAndGet;
        Items before = caller.encodeFunction(lambda);
        counter.set(2);

        assertThat(caller.encodeFunction(lambda)).isNotEqualTo(before);
        assertThat(caller.isConstant(before)).isFalse();
    }

    @Test
    void objectOfAClassWithoutFields_isNoConstant() {
        Codec caller = CodecRig.in(spool).caller();

        assertThat(caller.isConstant(caller.encodeFunction(new Plain()))).isFalse();
    }

    /** May have static state, and anybody may make another one. */
    static final class Plain implements TaskFunction<Integer, Integer> {
        private static final long serialVersionUID = 1;

        @Override
        public Integer apply(Integer x) {
            return x;
        }
    }
}
