package dev.taskpool.remote.internal.serial;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;

/** Reads Java's serialized form, with classes of the pool's loader that the policy allows. */
final class JavaFormInput extends ObjectInputStream {
    private final ClassGate gate;

    JavaFormInput(InputStream in, ClassGate gate, JavaFormFilter filter) throws IOException {
        super(in);
        this.gate = gate;
        setObjectInputFilter(filter);
        enableResolveObject(true);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        String name = description.getName();
        return name.indexOf('.') < 0 && !name.startsWith("[") && isPrimitive(name)
                ? super.resolveClass(description)
                : gate.load(name);
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) {
        var types = new Class<?>[interfaces.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = gate.load(interfaces[i]);
        }
        return Proxy.newProxyInstance(gate.loader(), types, (proxy, method, arguments) -> null)
                .getClass();
    }

    @Override
    protected Object resolveObject(Object object) {
        return object instanceof MistakenClosure mistaken ? mistaken.closure(gate) : object;
    }

    private static boolean isPrimitive(String name) {
        return switch (name) {
            case "boolean", "byte", "char", "short", "int", "long", "float", "double", "void" -> true;
            default -> false;
        };
    }
}
