package dev.taskpool.remote.internal.serial;

import java.lang.invoke.LambdaConversionException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Links lambdas of a class as the class's own code does, each shape once: each is a class of its own. Thread-safe. */
final class ClosureLinks {
    private static final ClassValue<ClosureLinks> ALL = new ClassValue<>() {
        @Override
        protected ClosureLinks computeValue(Class<?> capturing) {
            return new ClosureLinks(capturing);
        }
    };

    private final Class<?> capturing;
    private final Map<ClosureShape, MethodHandle> links = new ConcurrentHashMap<>();

    private ClosureLinks(Class<?> capturing) {
        this.capturing = capturing;
    }

    static ClosureLinks of(Class<?> capturing) {
        return ALL.get(capturing);
    }

    /**
     * Makes a lambda that the class is known to have, but for its types.
     *
     * @throws RefusedException if what was captured does not fit, or the class is out of reach
     */
    Object make(ClassGate gate, ClosureShape shape, @Nullable Object[] captured) {
        MethodHandle link = links.computeIfAbsent(shape, it -> link(gate, it, captured.length));
        try {
            return (Object) link.invokeExact(captured);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw refused(shape, e);
        }
    }

    private MethodHandle link(ClassGate gate, ClosureShape shape, int capturedCount) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(capturing, MethodHandles.lookup());
            MethodHandle implementation = implementation(lookup, shape);
            Class<?> face = type(shape.interfaceClass());
            MethodType capturedTypes = capturedTypes(shape, implementation, capturedCount);
            return LambdaMetafactory.altMetafactory(
                            lookup,
                            shape.interfaceMethod(),
                            capturedTypes.changeReturnType(face),
                            arguments(gate, shape, implementation, face))
                    .getTarget()
                    .asSpreader(Object[].class, capturedCount)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException | LambdaConversionException | IllegalArgumentException e) {
            throw refused(shape, e);
        }
    }

    private MethodHandle implementation(MethodHandles.Lookup lookup, ClosureShape shape)
            throws ReflectiveOperationException {
        Class<?> owner = type(shape.implClass());
        MethodType type = methodType(shape.implSignature());
        return switch (shape.implKind()) {
            case MethodHandleInfo.REF_invokeStatic -> lookup.findStatic(owner, shape.implMethod(), type);
            case MethodHandleInfo.REF_newInvokeSpecial -> lookup.findConstructor(owner, type);
            case MethodHandleInfo.REF_invokeSpecial -> lookup.findSpecial(owner, shape.implMethod(), type, capturing);
            default -> lookup.findVirtual(owner, shape.implMethod(), type);
        };
    }

    /** What is captured comes first among the implementation's arguments, a receiver before all. */
    private static MethodType capturedTypes(ClosureShape shape, MethodHandle implementation, int count) {
        if (count > implementation.type().parameterCount()) {
            throw new IllegalArgumentException("captured: " + count + " (expected: as " + shape.implSignature() + ")");
        }
        return implementation
                .type()
                .dropParameterTypes(count, implementation.type().parameterCount());
    }

    private Object[] arguments(ClassGate gate, ClosureShape shape, MethodHandle implementation, Class<?> face)
            throws ClassNotFoundException {
        MethodType erased = methodType(shape.interfaceSignature());
        List<Class<?>> markers =
                shape.markers().stream().<Class<?>>map(gate::load).toList();
        List<MethodType> bridges = bridges(face, shape.interfaceMethod(), erased);
        var arguments =
                new ArrayList<Object>(List.of(erased, implementation, methodType(shape.instantiatedType()), flags()));
        arguments.add(markers.size());
        arguments.addAll(markers);
        arguments.add(bridges.size());
        arguments.addAll(bridges);
        return arguments.toArray();
    }

    private static int flags() {
        return LambdaMetafactory.FLAG_SERIALIZABLE | LambdaMetafactory.FLAG_MARKERS | LambdaMetafactory.FLAG_BRIDGES;
    }

    /** The same method under other descriptors, as superinterfaces declare it. */
    private static List<MethodType> bridges(Class<?> face, String name, MethodType erased) {
        return Arrays.stream(face.getMethods())
                .filter(method -> method.getName().equals(name) && Modifier.isAbstract(method.getModifiers()))
                .map(ClosureLinks::typeOf)
                .filter(type -> type.parameterCount() == erased.parameterCount() && !type.equals(erased))
                .distinct()
                .toList();
    }

    private static MethodType typeOf(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    }

    private Class<?> type(String internalName) throws ClassNotFoundException {
        return Class.forName(internalName.replace('/', '.'), false, capturing.getClassLoader());
    }

    private MethodType methodType(String descriptor) {
        return MethodType.fromMethodDescriptorString(descriptor, capturing.getClassLoader());
    }

    private RefusedException refused(ClosureShape shape, Throwable cause) {
        return new RefusedException(
                capturing.getName(),
                capturing.getName() + ": references to the method " + shape.implMethod()
                        + " with different types cannot be told apart (a lambda in its place can): " + cause,
                cause);
    }
}
