package dev.taskpool.remote.internal.serial;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Java serialization writes in place of a lambda that its class would mistake for another.
 *
 * @param shape the lambda
 * @param captured what it captured
 */
@SuppressWarnings("serial") // what it captured can be written, or it cannot be written
record MistakenClosure(ClosureShape shape, @Nullable Object[] captured) implements Serializable {

    /**
     * Finds the form to write.
     *
     * @param form of a lambda
     * @param gate whose loader knows the lambda's class, if the lambda can be read at all
     * @return the form itself, unless the lambda would be mistaken
     */
    static Object inPlaceOf(SerializedLambda form, ClassGate gate) {
        ClosureShape shape = ClosureShape.of(form, List.of());
        Class<?> capturing;
        try {
            capturing = Class.forName(shape.capturingClass(), false, gate.loader());
        } catch (ClassNotFoundException | LinkageError e) {
            return form; // who reads it may know more
        }
        if (JdkTypes.isClosed(capturing)) {
            return form;
        }
        var captured = new Object[form.getCapturedArgCount()];
        for (int i = 0; i < captured.length; i++) {
            captured[i] = form.getCapturedArg(i);
        }
        return Closures.isMistaken(capturing, shape, captured) ? new MistakenClosure(shape, captured) : form;
    }

    Object closure(ClassGate gate) {
        return Closures.make(gate, gate.load(shape.capturingClass()), shape, captured);
    }
}
