package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.Kryo;
import java.io.ObjectInputStream;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Set;
import java.util.Stack;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers what can be done with a class by reflection: whose it is, whether it is open, what form it asks for. */
final class JdkTypes {
    /** Collections and maps that are nothing but their elements and have a constructor without parameters. */
    static final Set<Class<?>> PLAIN = Set.of(
            ArrayList.class,
            LinkedList.class,
            ArrayDeque.class,
            Vector.class,
            Stack.class,
            HashSet.class,
            LinkedHashSet.class,
            ConcurrentLinkedQueue.class,
            ConcurrentLinkedDeque.class,
            HashMap.class,
            LinkedHashMap.class,
            Hashtable.class,
            IdentityHashMap.class,
            WeakHashMap.class,
            ConcurrentHashMap.class);

    private JdkTypes() {}

    /** Whether the class itself, not its superclasses, is out of reflection's reach. */
    static boolean isClosed(Class<?> type) {
        return !type.getModule().isOpen(type.getPackageName(), Kryo.class.getModule());
    }

    /** Whether a part of the class's state is out of reflection's reach. */
    static boolean hasClosedPart(Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            if (isClosed(c)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a class that extends a closed one adds state of its own to it. */
    static boolean addsState(Class<?> type) {
        for (Class<?> c = type; c != null && !isClosed(c); c = c.getSuperclass()) {
            boolean hasField = Arrays.stream(c.getDeclaredFields()).anyMatch(f -> !Modifier.isStatic(f.getModifiers()));
            if (hasField) {
                return true;
            }
        }
        return false;
    }

    /** Whether the class says by Java's means how it is written or read. */
    static boolean hasJavaForm(Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            boolean hasForm = declares(c, "readObject", ObjectInputStream.class)
                    || declares(c, "writeReplace")
                    || declares(c, "readResolve");
            if (hasForm) {
                return true;
            }
        }
        return false;
    }

    /** Whether the class replaces itself by Java's means. */
    static boolean isReplaced(Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            if (declares(c, "writeReplace") || declares(c, "readResolve")) {
                return true;
            }
        }
        return false;
    }

    private static boolean declares(Class<?> type, String name, Class<?>... parameters) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(m -> m.getName().equals(name) && Arrays.equals(m.getParameterTypes(), parameters));
    }
}
