package dev.taskpool.remote.internal.share.client;

import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.Verb;
import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** A handle of a map. */
final class RemoteMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V>, Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    /** Says that the hub runs no user code when it compares keys. */
    static final long PLAIN_KEYS = 1;

    private static final Set<Class<?>> PLAIN =
            Set.of(String.class, Integer.class, Long.class, Double.class, Boolean.class, Character.class);

    private final Ref ref;

    RemoteMap(Ref ref) {
        this.ref = ref;
    }

    private static long plain(@Nullable Object... values) {
        return Arrays.stream(values).allMatch(value -> value != null && PLAIN.contains(value.getClass()))
                ? PLAIN_KEYS
                : 0;
    }

    private static byte[] written(@Nullable Object value, String what) {
        return Ref.write(Objects.requireNonNull(value, what));
    }

    private static byte[] key(@Nullable Object key) {
        return written(key, "key");
    }

    private static byte[] value(@Nullable Object value) {
        return written(value, "value");
    }

    private @Nullable V valueIn(Frame answer) {
        return Answers.isOk(answer) ? Ref.read(answer.part()) : null;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        return valueIn(ref.ask(Verb.GET, plain(key), key(key)));
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return Answers.isOk(ref.ask(Verb.CONTAINS, plain(key), key(key)));
    }

    @Override
    public @Nullable V put(K key, V value) {
        return valueIn(ref.ask(Verb.SET, plain(key), key(key), value(value)));
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        return valueIn(ref.ask(Verb.PUT_IF_ABSENT, plain(key), key(key), value(value)));
    }

    @Override
    public @Nullable V replace(K key, V value) {
        return valueIn(ref.ask(Verb.REPLACE, plain(key), key(key), value(value)));
    }

    @Override
    public boolean replace(K key, V expected, V value) {
        return Answers.isOk(
                ref.ask(Verb.REPLACE_EXACTLY, plain(key, expected), key(key), value(expected), value(value)));
    }

    @Override
    public @Nullable V remove(@Nullable Object key) {
        return valueIn(ref.ask(Verb.REMOVE, plain(key), key(key)));
    }

    @Override
    public boolean remove(@Nullable Object key, @Nullable Object value) {
        return value != null && Answers.isOk(ref.ask(Verb.REMOVE_EXACTLY, plain(key, value), key(key), value(value)));
    }

    @Override
    public int size() {
        return (int) ref.ask(Verb.SIZE, plain()).number();
    }

    @Override
    public void clear() {
        var unused = ref.ask(Verb.CLEAR, plain());
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new Entries();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return (other instanceof RemoteMap<?, ?> map && map.ref.equals(ref)) || super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /** A copy is made by each iteration. */
    private final class Entries extends AbstractSet<Map.Entry<K, V>> {
        @Override
        public int size() {
            return RemoteMap.this.size();
        }

        @Override
        public void clear() {
            RemoteMap.this.clear();
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return new EntryIterator(ref.ask(Verb.SNAPSHOT, plain()).parts());
        }
    }

    /** Goes over keys and values in turn. */
    private final class EntryIterator implements Iterator<Map.Entry<K, V>> {
        private final Iterator<byte[]> parts;
        private @Nullable K last;

        EntryIterator(List<byte[]> parts) {
            this.parts = parts.iterator();
        }

        @Override
        public boolean hasNext() {
            return parts.hasNext();
        }

        @Override
        public Map.Entry<K, V> next() {
            K key = Ref.<K>read(parts.next());
            last = key;
            return new Entry(key, Ref.<V>read(parts.next()));
        }

        @Override
        public void remove() {
            K key = last;
            if (key == null) {
                throw new IllegalStateException("next() comes before remove()");
            }
            last = null;
            RemoteMap.this.remove(key);
        }
    }

    /** Its value is set in the map too. */
    private final class Entry extends SimpleEntry<K, V> {
        @Serial
        private static final long serialVersionUID = 1;

        Entry(K key, V value) {
            super(key, value);
        }

        @Override
        public V setValue(V value) {
            put(getKey(), value);
            return super.setValue(value);
        }

        @Serial
        private Object writeReplace() {
            return new SimpleEntry<>(this);
        }
    }
}
