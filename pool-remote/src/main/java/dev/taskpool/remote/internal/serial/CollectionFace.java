package dev.taskpool.remote.internal.serial;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;

/** What a collection shows to those who would change it. */
enum CollectionFace {
    PLAIN,
    IMMUTABLE,
    UNMODIFIABLE,
    SYNCHRONIZED,
    ARRAY,
    COPY_ON_WRITE_LIST,
    COPY_ON_WRITE_SET,
    CONCURRENT_SET;

    /** The face that the JDK's classes of this name show. */
    static CollectionFace of(Class<?> type) {
        String name = type.getName();
        if (name.startsWith("java.util.ImmutableCollections$")) {
            return IMMUTABLE;
        }
        if (name.startsWith("java.util.Arrays$")) {
            return ARRAY;
        }
        if (type == CopyOnWriteArrayList.class) {
            return COPY_ON_WRITE_LIST;
        }
        if (type == CopyOnWriteArraySet.class) {
            return COPY_ON_WRITE_SET;
        }
        if (type == ConcurrentHashMap.KeySetView.class) {
            return CONCURRENT_SET;
        }
        if (name.contains("$Unmodifiable")) {
            return UNMODIFIABLE;
        }
        return name.contains("$Synchronized") ? SYNCHRONIZED : PLAIN;
    }

    /** Gives the face to what was read. */
    Object put(Object content) {
        return switch (this) {
            case PLAIN -> content;
            case IMMUTABLE -> immutable(content);
            case UNMODIFIABLE -> unmodifiable(content);
            case SYNCHRONIZED -> synchronizedFace(content);
            case ARRAY -> Arrays.asList((Object[]) content);
            case COPY_ON_WRITE_LIST -> new CopyOnWriteArrayList<>((Collection<?>) content);
            case COPY_ON_WRITE_SET -> new CopyOnWriteArraySet<>((Collection<?>) content);
            case CONCURRENT_SET -> concurrent((Collection<?>) content);
        };
    }

    private static Object immutable(Object content) {
        if (content instanceof Map<?, ?> map) {
            return Map.copyOf(map);
        }
        if (content instanceof Set<?> set) {
            return Set.copyOf(set);
        }
        var all = (Collection<?>) content;
        // A stream's toList() may hold nulls, List.of() may not.
        return all.contains(null) ? all.stream().toList() : List.copyOf(all);
    }

    private static Object unmodifiable(Object content) {
        if (content instanceof SortedMap<?, ?> map) {
            return Collections.unmodifiableSortedMap(map);
        }
        if (content instanceof Map<?, ?> map) {
            return Collections.unmodifiableMap(map);
        }
        if (content instanceof SortedSet<?> set) {
            return Collections.unmodifiableSortedSet(set);
        }
        if (content instanceof Set<?> set) {
            return Collections.unmodifiableSet(set);
        }
        return Collections.unmodifiableList((List<?>) content);
    }

    private static Object synchronizedFace(Object content) {
        if (content instanceof SortedMap<?, ?> map) {
            return Collections.synchronizedSortedMap(map);
        }
        if (content instanceof Map<?, ?> map) {
            return Collections.synchronizedMap(map);
        }
        if (content instanceof SortedSet<?> set) {
            return Collections.synchronizedSortedSet(set);
        }
        if (content instanceof Set<?> set) {
            return Collections.synchronizedSet(set);
        }
        return Collections.synchronizedList((List<?>) content);
    }

    private static <T> Set<T> concurrent(Collection<T> all) {
        Set<T> set = ConcurrentHashMap.newKeySet();
        set.addAll(all);
        return set;
    }
}
