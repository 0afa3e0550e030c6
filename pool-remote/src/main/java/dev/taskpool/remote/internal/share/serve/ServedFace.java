package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.serial.ValueCodec;
import dev.taskpool.remote.internal.share.Signature;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** An object of the user's own, of which an interface's methods can be called. */
final class ServedFace implements Served {
    private final Object target;
    private final Map<String, Method> methods = new HashMap<>();

    ServedFace(Class<?> face, Object target) {
        this.target = target;
        for (Method method : face.getMethods()) {
            methods.put(Signature.of(method), method);
        }
    }

    @Override
    public boolean runsUserCode() {
        return true;
    }

    @Override
    public void handle(Call call) {
        ValueCodec codec = ValueCodec.ofThisProcess();
        String signature = String.valueOf(codec.read(call.part()));
        Method method = methods.get(signature);
        if (method == null) {
            call.refuse("no such method: " + signature);
            return;
        }
        Object[] arguments =
                (Object[]) Objects.requireNonNull(codec.read(call.parts().get(1)));
        try {
            call.ok(codec.write(method.invoke(target, arguments)));
        } catch (InvocationTargetException e) {
            call.fail(e.getCause() == null ? e : e.getCause());
        } catch (IllegalAccessException e) {
            call.fail(e);
        }
    }
}
