package dev.taskpool.remote.internal.share;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How a method is named in a call. */
public final class Signature {
    private Signature() {}

    /**
     * The name of a method.
     *
     * @param method one of an interface
     * @return its name and the types of its parameters
     */
    public static String of(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getName)
                .collect(Collectors.joining(",", method.getName() + "(", ")"));
    }
}
