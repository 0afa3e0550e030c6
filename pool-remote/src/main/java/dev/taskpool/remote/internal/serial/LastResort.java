package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.SerializerFactory.BaseSerializerFactory;

/** Tells Kryo the form for classes it has no rule for. */
final class LastResort extends BaseSerializerFactory<Serializer<?>> {
    private final FormChoice forms;

    LastResort(FormChoice forms) {
        this.forms = forms;
    }

    // Kryo's signature is raw.
    @Override
    @SuppressWarnings("rawtypes")
    public Serializer<?> newSerializer(Kryo kryo, Class type) {
        return forms.lastResort(type);
    }
}
