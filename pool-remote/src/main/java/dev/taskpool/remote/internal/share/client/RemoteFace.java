package dev.taskpool.remote.internal.share.client;

import dev.taskpool.PoolException;
import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.Signature;
import dev.taskpool.remote.internal.share.Verb;
import java.io.Serial;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What stands behind the face of a shared object. */
final class RemoteFace implements InvocationHandler, Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    private final Ref ref;
    private final Class<?> face;

    RemoteFace(Ref ref, Class<?> face) {
        this.ref = ref;
        this.face = face;
    }

    <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(method, arguments);
        }
        byte[] name = Ref.write(Signature.of(method));
        byte[] written = Ref.write(arguments == null ? new Object[0] : arguments);
        Frame answer = ref.session().exchange(ref.id(), Verb.INVOKE, 0, List.of(name, written));
        if (answer.verb() == Verb.FAILED) {
            throw declared(Answers.failure(answer), method);
        }
        return Ref.read(Answers.check(answer).part());
    }

    /** What a method may not throw would reach its caller as a fault of reflection. */
    private static Throwable declared(Throwable failure, Method method) {
        boolean mayThrow = failure instanceof RuntimeException
                || failure instanceof Error
                || Arrays.stream(method.getExceptionTypes()).anyMatch(type -> type.isInstance(failure));
        return mayThrow ? failure : new PoolException(failure.toString(), failure);
    }

    private Object ofObject(Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> isSame(Objects.requireNonNull(arguments)[0]);
            case "hashCode" -> ref.hashCode();
            default -> face.getSimpleName() + "[" + ref + "]";
        };
    }

    private boolean isSame(@Nullable Object other) {
        return other != null
                && Proxy.isProxyClass(other.getClass())
                && Proxy.getInvocationHandler(other) instanceof RemoteFace that
                && that.ref.equals(ref);
    }
}
