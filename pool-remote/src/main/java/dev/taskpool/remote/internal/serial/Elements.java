package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.esotericsoftware.kryo.kryo5.serializers.CollectionSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.DefaultArraySerializers.BooleanArraySerializer;
import com.esotericsoftware.kryo.kryo5.serializers.DefaultArraySerializers.ObjectArraySerializer;
import com.esotericsoftware.kryo.kryo5.serializers.DefaultSerializers.PriorityQueueSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.MapSerializer;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/** Kryo's ways to write arrays, collections and maps, but a declared size is checked before it is believed. */
final class Elements {
    private Elements() {}

    /** Ordinary collections; each element takes a byte at least, so that a size can be checked. */
    static final class OfCollection extends CollectionSerializer<Collection<Object>> {
        @Override
        public void write(Kryo kryo, Output out, Collection<Object> all) {
            if (all.isEmpty() || all.stream().anyMatch(Objects::nonNull)) {
                super.write(kryo, out, all);
                return;
            }
            out.writeVarIntFlag(false, all.size() + 1, true);
            all.forEach(nothing -> kryo.writeClassAndObject(out, nothing));
        }

        @Override
        protected Collection<Object> create(Kryo kryo, Input in, Class<? extends Collection<Object>> type, int size) {
            GuardedInput.requireCount(in, size);
            return super.create(kryo, in, type, size);
        }
    }

    /** Ordinary maps. */
    static final class OfMap extends MapSerializer<Map<Object, Object>> {
        @Override
        protected Map<Object, Object> create(Kryo kryo, Input in, Class<? extends Map<Object, Object>> type, int size) {
            GuardedInput.requireCount(in, size);
            return super.create(kryo, in, type, size);
        }
    }

    /** Arrays of objects. */
    static final class OfArray extends ObjectArraySerializer {
        OfArray(Kryo kryo, Class<?> type) {
            super(kryo, type);
        }

        // Kryo's signature is raw.
        @Override
        @SuppressWarnings("rawtypes")
        public Object[] read(Kryo kryo, Input in, Class type) {
            GuardedInput.requireCountAhead(in);
            return super.read(kryo, in, type);
        }
    }

    /** Arrays of truth values. */
    static final class OfBooleans extends BooleanArraySerializer {
        // Kryo's signature is raw.
        @Override
        @SuppressWarnings("rawtypes")
        public boolean[] read(Kryo kryo, Input in, Class type) {
            GuardedInput.requireCountAhead(in);
            return super.read(kryo, in, type);
        }
    }

    /** Queues by priority. */
    // Kryo's signature is raw.
    @SuppressWarnings("rawtypes")
    static final class OfPriorityQueue extends PriorityQueueSerializer {
        @Override
        protected PriorityQueue create(Kryo kryo, Input in, Class<? extends PriorityQueue> type, int size) {
            GuardedInput.requireCount(in, size);
            return super.create(kryo, in, type, size);
        }
    }
}
