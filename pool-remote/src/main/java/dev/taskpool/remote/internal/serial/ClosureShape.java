package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A serializable lambda as its class knows it: all but what it captured.
 *
 * @param capturingClass binary name of the class that made it
 * @param interfaceClass internal name of its functional interface
 * @param interfaceMethod the interface's method
 * @param interfaceSignature that method's descriptor
 * @param implKind how the implementation is called, by {@link java.lang.invoke.MethodHandleInfo}
 * @param implClass internal name of the class that holds the implementation
 * @param implMethod the implementation
 * @param implSignature the implementation's descriptor
 * @param instantiatedType the interface method's descriptor with type variables filled in
 * @param markers binary names of further interfaces that it is known to have
 */
record ClosureShape(
        String capturingClass,
        String interfaceClass,
        String interfaceMethod,
        String interfaceSignature,
        int implKind,
        String implClass,
        String implMethod,
        String implSignature,
        String instantiatedType,
        List<String> markers)
        implements Serializable {

    ClosureShape {
        markers = List.copyOf(markers);
    }

    static ClosureShape of(SerializedLambda form, List<String> markers) {
        return new ClosureShape(
                form.getCapturingClass().replace('/', '.'),
                form.getFunctionalInterfaceClass(),
                form.getFunctionalInterfaceMethodName(),
                form.getFunctionalInterfaceMethodSignature(),
                form.getImplMethodKind(),
                form.getImplClass(),
                form.getImplMethodName(),
                form.getImplMethodSignature(),
                form.getInstantiatedMethodType(),
                markers);
    }

    /** The interfaces of a lambda beside its functional one, which its serialized form does not tell. */
    static List<String> markersOf(Class<?> lambda, String interfaceClass) {
        String functional = interfaceClass.replace('/', '.');
        return Arrays.stream(lambda.getInterfaces())
                .map(Class::getName)
                .filter(name -> !name.equals(functional) && !name.equals(Serializable.class.getName()))
                .toList();
    }

    SerializedLambda with(Class<?> capturing, @Nullable Object[] captured) {
        return new SerializedLambda(
                capturing,
                interfaceClass,
                interfaceMethod,
                interfaceSignature,
                implKind,
                implClass,
                implMethod,
                implSignature,
                instantiatedType,
                captured);
    }

    void write(Output out) {
        out.writeString(capturingClass);
        out.writeString(interfaceClass);
        out.writeString(interfaceMethod);
        out.writeString(interfaceSignature);
        out.writeVarInt(implKind, true);
        out.writeString(implClass.equals(capturingClass.replace('.', '/')) ? null : implClass);
        out.writeString(implMethod);
        out.writeString(implSignature);
        out.writeString(instantiatedType);
        out.writeVarInt(markers.size(), true);
        markers.forEach(out::writeString);
    }

    static ClosureShape read(Input in) {
        String capturingClass = in.readString();
        String interfaceClass = in.readString();
        String interfaceMethod = in.readString();
        String interfaceSignature = in.readString();
        int implKind = in.readVarInt(true);
        String implClass = in.readString();
        return new ClosureShape(
                capturingClass,
                interfaceClass,
                interfaceMethod,
                interfaceSignature,
                implKind,
                implClass == null ? capturingClass.replace('.', '/') : implClass,
                in.readString(),
                in.readString(),
                in.readString(),
                readMarkers(in));
    }

    private static List<String> readMarkers(Input in) {
        int count = in.readVarInt(true);
        GuardedInput.requireCount(in, count);
        var markers = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            markers.add(in.readString());
        }
        return markers;
    }
}
