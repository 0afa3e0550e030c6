package dev.taskpool.remote.internal.serial;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes serializable lambdas apart and makes them again.
 *
 * <p>The class that made a lambda has a method of the compiler's that makes it again; it alone knows which lambdas there
 * are, so nobody can invent others. But up to JDK 22 compilers let that method take the first method reference to the same
 * method, though another one may fill in other types (JDK-8208752). What is not what was asked for is linked anew.
 */
final class Closures {
    private static final String FACTORY = "$deserializeLambda$";

    private static final ClassValue<Method> WRITE_REPLACE = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> lambda) {
            return accessible(lambda, "writeReplace");
        }
    };

    private static final ClassValue<Method> FACTORIES = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> capturing) {
            return accessible(capturing, FACTORY, SerializedLambda.class);
        }
    };

    private Closures() {}

    static SerializedLambda serialForm(Object closure) {
        try {
            if (invoke(WRITE_REPLACE.get(closure.getClass()), closure) instanceof SerializedLambda form) {
                return form;
            }
        } catch (InvocationTargetException e) {
            throw unknown(closure.getClass(), e);
        }
        throw new RefusedException(
                closure.getClass().getName(),
                "not a lambda: " + closure.getClass().getName());
    }

    static ClosureShape shapeOf(Object closure, SerializedLambda form) {
        return ClosureShape.of(form, ClosureShape.markersOf(closure.getClass(), form.getFunctionalInterfaceClass()));
    }

    /**
     * Makes a lambda.
     *
     * @param capturing the shape's capturing class
     * @throws RefusedException if the class has no such lambda
     */
    static Object make(ClassGate gate, Class<?> capturing, ClosureShape shape, @Nullable Object[] captured) {
        Object closure = byFactory(capturing, shape, captured);
        if (closure != null && isOfShape(closure, shape)) {
            return closure;
        }
        return ClosureLinks.of(capturing).make(gate, shape, captured);
    }

    /** Whether the compiler's method makes another lambda than this one. If it makes none, who reads will be told. */
    static boolean isMistaken(Class<?> capturing, ClosureShape shape, @Nullable Object[] captured) {
        try {
            Object closure = byFactory(capturing, shape, captured);
            return closure == null || !isOfShape(closure, shape);
        } catch (RefusedException e) {
            return false;
        }
    }

    /** Makes what the class takes for the lambda; null if what was captured does not fit that. */
    private static @Nullable Object byFactory(Class<?> capturing, ClosureShape shape, @Nullable Object[] captured) {
        try {
            return invoke(FACTORIES.get(capturing), null, shape.with(capturing, captured));
        } catch (InvocationTargetException e) {
            // A lambda the class does not know is no class cast: it fails with IllegalArgumentException.
            if (e.getCause() instanceof ClassCastException) {
                return null;
            }
            throw unknown(capturing, e);
        }
    }

    private static boolean isOfShape(Object closure, ClosureShape shape) {
        SerializedLambda form = serialForm(closure);
        return form.getInstantiatedMethodType().equals(shape.instantiatedType())
                && new HashSet<>(shapeOf(closure, form).markers()).containsAll(shape.markers());
    }

    private static RefusedException unknown(Class<?> owner, InvocationTargetException e) {
        return new RefusedException(
                owner.getName(), owner.getName() + ": lambda unknown to this class: " + e.getCause(), e.getCause());
    }

    private static Object invoke(Method method, @Nullable Object target, Object... arguments)
            throws InvocationTargetException {
        try {
            return method.invoke(target, arguments);
        } catch (IllegalAccessException e) {
            String owner = method.getDeclaringClass().getName();
            throw new RefusedException(owner, owner + ": lambda out of reach: " + e, e);
        }
    }

    private static Method accessible(Class<?> type, String name, Class<?>... parameters) {
        try {
            Method method = type.getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            String reason = name.equals(FACTORY) ? " has no serializable lambda" : " (a lambda) is not Serializable";
            throw new RefusedException(type.getName(), type.getName() + reason, e);
        }
    }
}
