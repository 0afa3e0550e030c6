package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.DefaultSerializer;
import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.objenesis.strategy.StdInstantiatorStrategy;
import com.esotericsoftware.kryo.kryo5.serializers.ClosureSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.DefaultSerializers;
import com.esotericsoftware.kryo.kryo5.util.DefaultInstantiatorStrategy;
import java.lang.reflect.InvocationHandler;
import java.net.URI;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** A Kryo set up for whatever people hand to a pool; for one thread at a time. */
final class GraphKryo extends Kryo {
    /** Kryo's own forms of common classes: without state, and slow to make. */
    private static final Map<Class<?>, Serializer<?>> SHARED = new ConcurrentHashMap<>();

    private final FormChoice forms;

    GraphKryo(ClassGate gate, StackRoom room) {
        super(new PolicyClassResolver(gate), new WholeReferences());
        var javaForm = new JavaForm(gate, room);
        forms = new FormChoice(this, javaForm, gate);
        setClassLoader(gate.loader());
        setRegistrationRequired(false);
        setMaxDepth(room.levels());
        // What is remembered of type parameters is not undone by a failure, and a Kryo must survive one.
        setOptimizedGenerics(false);
        setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
        setDefaultSerializer(new LastResort(forms));
        addDefaultSerializer(UUID.class, new DefaultSerializers.UUIDSerializer());
        addDefaultSerializer(URI.class, new DefaultSerializers.URISerializer());
        addDefaultSerializer(Pattern.class, new DefaultSerializers.PatternSerializer());
        addDefaultSerializer(AtomicBoolean.class, new DefaultSerializers.AtomicBooleanSerializer());
        addDefaultSerializer(AtomicInteger.class, new DefaultSerializers.AtomicIntegerSerializer());
        addDefaultSerializer(AtomicLong.class, new DefaultSerializers.AtomicLongSerializer());
        addDefaultSerializer(AtomicReference.class, new DefaultSerializers.AtomicReferenceSerializer());
        addDefaultSerializer(PriorityQueue.class, new Elements.OfPriorityQueue());
        register(ClosureSerializer.Closure.class, new ClosureForm(gate, javaForm));
        register(InvocationHandler.class, javaForm);
        CommonClasses.ALL.forEach(this::register);
    }

    // Kryo's signature is raw.
    @Override
    @SuppressWarnings("rawtypes")
    public Serializer getDefaultSerializer(Class type) {
        Class<?> known = type;
        if (known.isAnnotationPresent(DefaultSerializer.class)) {
            return super.getDefaultSerializer(type);
        }
        Serializer<?> chosen = forms.choose(known);
        if (chosen != null) {
            return chosen;
        }
        return CommonClasses.ALL.contains(known)
                ? SHARED.computeIfAbsent(known, super::getDefaultSerializer)
                : forms.instead(known, super.getDefaultSerializer(type));
    }
}
