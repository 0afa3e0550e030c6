package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoSerializable;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.serializers.CollectionSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.FieldSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.FieldSerializer.FieldSerializerConfig;
import com.esotericsoftware.kryo.kryo5.serializers.MapSerializer;
import java.io.Externalizable;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the form in which objects of a class are written.
 *
 * <p>By field where reflection reaches; by Java serialization where it does not or where the class asks for it; not at all
 * where state would be lost without a word.
 */
final class FormChoice {
    private final Kryo kryo;
    private final JavaForm javaForm;
    private final ClassGate gate;

    FormChoice(Kryo kryo, JavaForm javaForm, ClassGate gate) {
        this.kryo = kryo;
        this.javaForm = javaForm;
        this.gate = gate;
    }

    /** The form for a class; null if Kryo's own choice is good. */
    @Nullable
    Serializer<?> choose(Class<?> type) {
        if (type.isArray()) {
            return type.getComponentType().isPrimitive() ? ofPrimitives(type) : new Elements.OfArray(kryo, type);
        }
        if (Throwable.class.isAssignableFrom(type)) {
            return javaForm;
        }
        if (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
            return type.getName().startsWith("java.util.") ? jdkContainer(type) : userContainer(type);
        }
        return JdkTypes.isClosed(type) ? closed(type) : ownWay(type);
    }

    /** The form for a class that no other rule covers. */
    Serializer<?> lastResort(Class<?> type) {
        if (Serializable.class.isAssignableFrom(type) && (JdkTypes.hasClosedPart(type) || JdkTypes.hasJavaForm(type))) {
            return javaForm;
        }
        if (JdkTypes.hasClosedPart(type)) {
            throw new RefusedException(type.getName(), type.getName() + " has no meaning in another process");
        }
        if (type.isHidden() || type.isInterface()) {
            throw new RefusedException(type.getName(), type.getName() + ": not a class of an object that can travel");
        }
        var config = new FieldSerializerConfig();
        // Else captured variables and the outer object of anonymous classes are lost.
        config.setIgnoreSyntheticFields(false);
        return new FieldSerializer<>(kryo, type, config);
    }

    private static Serializer<?> ofPrimitives(Class<?> type) {
        return ArrayForm.TYPES.contains(type) ? new ArrayForm(type) : new Elements.OfBooleans();
    }

    private @Nullable Serializer<?> closed(Class<?> type) {
        if (Map.Entry.class.isAssignableFrom(type) && type.getName().startsWith("java.util.")) {
            return new JdkForms.OfEntry();
        }
        if (Path.class.isAssignableFrom(type)) {
            return new JdkForms.OfPath();
        }
        if (ByteBuffer.class.isAssignableFrom(type)) {
            return new BufferForm();
        }
        if (type == Class.class) {
            return new JdkForms.OfClass(gate);
        }
        return type == StackTraceElement.class ? new JdkForms.OfStackTraceElement() : null;
    }

    private @Nullable Serializer<?> ownWay(Class<?> type) {
        if (KryoSerializable.class.isAssignableFrom(type)) {
            return new UserForms.OfKryoSerializable();
        }
        if (Externalizable.class.isAssignableFrom(type)) {
            return JdkTypes.isReplaced(type) ? javaForm : new UserForms.OfExternalizable();
        }
        boolean isReplaced = Serializable.class.isAssignableFrom(type) && JdkTypes.isReplaced(type);
        return isReplaced && !type.isEnum() ? javaForm : null;
    }

    private @Nullable Serializer<?> jdkContainer(Class<?> type) {
        if (EnumMap.class.isAssignableFrom(type)) {
            return new JdkForms.OfEnumMap(javaForm);
        }
        if (CopiedCollections.take(type)) {
            return new CopiedCollections(CollectionFace.of(type));
        }
        if (JdkTypes.PLAIN.contains(type)) {
            return plain(type);
        }
        return null;
    }

    private @Nullable Serializer<?> userContainer(Class<?> type) {
        Serializer<?> own = ownWay(type);
        if (own != null) {
            return own;
        }
        if (!JdkTypes.hasClosedPart(type) || JdkTypes.addsState(type)) {
            return lastResort(type);
        }
        return null;
    }

    /** Replaces Kryo's choice for containers it does not know in particular. */
    Serializer<?> instead(Class<?> type, Serializer<?> choice) {
        boolean isGeneral = choice.getClass() == CollectionSerializer.class || choice.getClass() == MapSerializer.class;
        if (!isGeneral) {
            return choice;
        }
        boolean isOwnPlain = JdkTypes.PLAIN.contains(closedPart(type)) && hasPlainConstructor(type);
        return isOwnPlain ? plain(type) : lastResort(type);
    }

    private static Serializer<?> plain(Class<?> type) {
        return Map.class.isAssignableFrom(type) ? new Elements.OfMap() : new Elements.OfCollection();
    }

    private static Class<?> closedPart(Class<?> type) {
        Class<?> c = type;
        while (!JdkTypes.isClosed(c)) {
            c = c.getSuperclass();
        }
        return c;
    }

    private static boolean hasPlainConstructor(Class<?> type) {
        for (var constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 0) {
                return true;
            }
        }
        return false;
    }
}
