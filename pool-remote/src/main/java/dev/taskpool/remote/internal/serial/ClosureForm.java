package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Writes a serializable lambda as its name in the class that made it, and what it captured.
 *
 * <p>Kryo's own serializer of closures sets static fields in its constructor without care for other threads, and prints to
 * standard output; it is not used. Lambdas that the JDK made ({@code Comparator.comparing}) go by Java serialization.
 */
final class ClosureForm extends Serializer<Object> {
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
        SerializedLambda form = serialForm(closure);
        String capturing = form.getCapturingClass().replace('/', '.');
        gate.requireAllowed(capturing);
        out.writeString(capturing);
        out.writeString(form.getFunctionalInterfaceClass());
        out.writeString(form.getFunctionalInterfaceMethodName());
        out.writeString(form.getFunctionalInterfaceMethodSignature());
        out.writeVarInt(form.getImplMethodKind(), true);
        out.writeString(form.getImplClass().equals(form.getCapturingClass()) ? null : form.getImplClass());
        out.writeString(form.getImplMethodName());
        out.writeString(form.getImplMethodSignature());
        out.writeString(form.getInstantiatedMethodType());
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
        String capturingName = in.readString();
        Class<?> capturing = gate.load(capturingName);
        String interfaceName = in.readString();
        String interfaceMethod = in.readString();
        String interfaceSignature = in.readString();
        int implKind = in.readVarInt(true);
        String implClass = in.readString();
        String implMethod = in.readString();
        String implSignature = in.readString();
        String instantiatedType = in.readString();
        int count = in.readVarInt(true);
        GuardedInput.requireCount(in, count);
        var captured = new Object[count];
        for (int i = 0; i < count; i++) {
            captured[i] = kryo.readClassAndObject(in);
        }
        var form = new SerializedLambda(
                capturing,
                interfaceName,
                interfaceMethod,
                interfaceSignature,
                implKind,
                implClass == null ? capturingName.replace('.', '/') : implClass,
                implMethod,
                implSignature,
                instantiatedType,
                captured);
        return invoke(FACTORIES.get(capturing), null, form);
    }

    private static void writeCaptured(Kryo kryo, Output out, SerializedLambda form, int i) {
        try {
            kryo.writeClassAndObject(out, form.getCapturedArg(i));
        } catch (KryoException e) {
            e.addTrace("captured[" + i + "] (" + form.getCapturingClass().replace('/', '.') + ")");
            throw e;
        }
    }

    private static SerializedLambda serialForm(Object closure) {
        Object form = invoke(WRITE_REPLACE.get(closure.getClass()), closure);
        if (form instanceof SerializedLambda lambda) {
            return lambda;
        }
        throw new RefusedException(
                closure.getClass().getName(),
                "not a lambda: " + closure.getClass().getName());
    }

    private static Object invoke(Method method, @Nullable Object target, Object... arguments) {
        String owner = method.getDeclaringClass().getName();
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw new RefusedException(owner, owner + ": lambda unknown to this class: " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
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
