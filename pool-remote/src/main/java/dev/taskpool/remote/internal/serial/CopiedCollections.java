package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * Writes the JDK's immutable collections, wrappers and views as a copy of what they show.
 *
 * <p>What arrives has the same elements and the same face (immutable, unmodifiable, synchronized); a view no longer sees
 * changes of what it was a view of.
 */
final class CopiedCollections extends Serializer<Object> {
    private final CollectionFace face;

    CopiedCollections(CollectionFace face) {
        this.face = face;
    }

    /** Whether objects of this class of the JDK are written as a copy. */
    static boolean take(Class<?> type) {
        String name = type.getName();
        boolean holds = Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        if (!holds || !name.startsWith("java.util.") || EnumSet.class.isAssignableFrom(type)) {
            return false;
        }
        if (name.startsWith("java.util.Collections$")) {
            return name.contains("Unmodifiable")
                    || name.contains("Synchronized")
                    || name.contains("Copies")
                    || name.contains("Checked");
        }
        return name.contains("$") || type == CopyOnWriteArrayList.class || type == CopyOnWriteArraySet.class;
    }

    @Override
    public void write(Kryo kryo, Output out, Object shown) {
        kryo.writeClassAndObject(out, copy(shown));
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
        Object content = kryo.readClassAndObject(in);
        if (content == null) {
            throw new RefusedException(type.getName(), type.getName() + ": no content");
        }
        return face.put(content);
    }

    private Object copy(Object shown) {
        if (shown instanceof SortedMap<?, ?> map) {
            return new TreeMap<>(map);
        }
        if (shown instanceof Map<?, ?> map) {
            return new LinkedHashMap<>(map);
        }
        if (shown instanceof SortedSet<?> set) {
            return new TreeSet<>(set);
        }
        var all = (Collection<?>) shown;
        if (face == CollectionFace.ARRAY) {
            return all.toArray();
        }
        boolean isSet = shown instanceof Set<?> && face != CollectionFace.COPY_ON_WRITE_SET;
        return isSet ? new LinkedHashSet<>(all) : new ArrayList<>(all);
    }
}
