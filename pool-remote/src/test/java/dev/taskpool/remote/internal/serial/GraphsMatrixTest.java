package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of value is written by one and read by another who never saw it. */
class GraphsMatrixTest {

    static List<Kinds.Kind> kinds() {
        return Kinds.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void value_writtenByOneAndReadByAnother_isWhole(Kinds.Kind kind) throws GraphException {
        var out = new Output(64, -1);
        out.writeString("before");
        fresh().write(out, kind.make().get());
        out.writeString("after");

        var in = new Input(out.getBuffer(), 0, out.position());
        assertThat(in.readString()).isEqualTo("before");
        Object arrived = fresh().read(in);

        assertThat(kind.isWhole().test(arrived))
                .as("%s", arrived == null ? null : arrived.getClass())
                .isTrue();
        assertThat(in.readString()).isEqualTo("after");
    }

    private static Graphs fresh() {
        return new Graphs(new ClassPolicy(List.of("**"), List.of()), GraphsMatrixTest.class.getClassLoader());
    }
}
