package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.KryoSerializable;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.KryoObjectInput;
import com.esotericsoftware.kryo.kryo5.io.KryoObjectOutput;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.io.Externalizable;
import java.io.IOException;

/** Calls classes that write and read themselves; what goes wrong there is told under their name. */
final class UserForms {
    private UserForms() {}

    static final class OfKryoSerializable extends Serializer<KryoSerializable> {
        @Override
        public void write(Kryo kryo, Output out, KryoSerializable object) {
            try {
                object.write(kryo, out);
            } catch (KryoException e) {
                throw e;
            } catch (RuntimeException | LinkageError | AssertionError e) {
                throw failed("write", object.getClass(), e);
            }
        }

        @Override
        public KryoSerializable read(Kryo kryo, Input in, Class<? extends KryoSerializable> type) {
            try {
                KryoSerializable object = kryo.newInstance(type);
                kryo.reference(object);
                object.read(kryo, in);
                return object;
            } catch (KryoException e) {
                throw e;
            } catch (RuntimeException | LinkageError | AssertionError e) {
                throw failed("read", type, e);
            }
        }
    }

    static final class OfExternalizable extends Serializer<Externalizable> {
        @Override
        public void write(Kryo kryo, Output out, Externalizable object) {
            // Not closed: the bytes beneath belong to the caller.
            @SuppressWarnings("resource")
            var objects = new KryoObjectOutput(kryo, out);
            try {
                object.writeExternal(objects);
            } catch (KryoException e) {
                throw e;
            } catch (IOException | RuntimeException | LinkageError | AssertionError e) {
                throw failed("writeExternal", object.getClass(), e);
            }
        }

        @Override
        public Externalizable read(Kryo kryo, Input in, Class<? extends Externalizable> type) {
            // Not closed: the bytes beneath belong to the caller.
            @SuppressWarnings("resource")
            var objects = new KryoObjectInput(kryo, in);
            try {
                Externalizable object = kryo.newInstance(type);
                kryo.reference(object);
                object.readExternal(objects);
                return object;
            } catch (KryoException e) {
                throw e;
            } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | AssertionError e) {
                throw failed("readExternal", type, e);
            }
        }
    }

    private static RefusedException failed(String method, Class<?> type, Throwable cause) {
        return new RefusedException(type.getName(), type.getName() + "." + method + " failed: " + cause, cause);
    }
}
