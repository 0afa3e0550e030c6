package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.lang.invoke.SerializedLambda;

/**
 * Writes a serializable lambda as its name in the class that made it, and what it captured.
 *
 * <p>Kryo's own serializer of closures sets static fields in its constructor without care for other threads, and prints to
 * standard output; it is not used. Lambdas that the JDK made ({@code Comparator.comparing}) go by Java serialization.
 */
final class ClosureForm extends Serializer<Object> {
    private final ClassGate gate;
    private final JavaForm javaForm;

    ClosureForm(ClassGate gate, JavaForm javaForm) {
        this.gate = gate;
        this.javaForm = javaForm;
    }

    @Override
    public void write(Kryo kryo, Output out, Object closure) {
        boolean byJdk = JdkTypes.isClosed(closure.getClass());
        out.writeBoolean(byJdk);
        if (byJdk) {
            javaForm.write(kryo, out, closure);
            return;
        }
        SerializedLambda form = Closures.serialForm(closure);
        ClosureShape shape = Closures.shapeOf(closure, form);
        gate.requireAllowed(shape.capturingClass());
        shape.write(out);
        out.writeVarInt(form.getCapturedArgCount(), true);
        for (int i = 0; i < form.getCapturedArgCount(); i++) {
            writeCaptured(kryo, out, form, i);
        }
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
        if (in.readBoolean()) {
            return javaForm.read(kryo, in, type);
        }
        ClosureShape shape = ClosureShape.read(in);
        Class<?> capturing = gate.load(shape.capturingClass());
        int count = in.readVarInt(true);
        GuardedInput.requireCount(in, count);
        var captured = new Object[count];
        for (int i = 0; i < count; i++) {
            captured[i] = kryo.readClassAndObject(in);
        }
        return Closures.make(gate, capturing, shape, captured);
    }

    private static void writeCaptured(Kryo kryo, Output out, SerializedLambda form, int i) {
        try {
            kryo.writeClassAndObject(out, form.getCapturedArg(i));
        } catch (KryoException e) {
            e.addTrace("captured[" + i + "] (" + form.getCapturingClass().replace('/', '.') + ")");
            throw e;
        }
    }
}
