package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import dev.taskpool.TaskSerializationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.NotSerializableException;

/**
 * Writes an object by Java serialization, as a part of its own with its length before it.
 *
 * <p>For exceptions, for the JDK's closed classes, and for classes that define their own serialized form.
 */
final class JavaForm extends Serializer<Object> {
    private final ClassGate gate;
    private final StackRoom room;

    JavaForm(ClassGate gate, StackRoom room) {
        this.gate = gate;
        this.room = room;
    }

    @Override
    public void write(Kryo kryo, Output out, Object object) {
        if (out.getOutputStream() != null) {
            var whole = new Output(1024, -1);
            write(kryo, whole, object);
            out.writeBytes(whole.getBuffer(), 0, whole.position());
            return;
        }
        int lengthAt = out.position();
        out.writeInt(0);
        try (var objects = new JavaFormOutput(out, gate, room)) {
            objects.writeObject(object);
        } catch (TaskSerializationException e) {
            throw new KryoException(e.getMessage(), e); // as such it is told the way to this object
        } catch (NotSerializableException e) {
            String name = String.valueOf(e.getMessage());
            throw new RefusedException(name, name + " is not Serializable", e);
        } catch (IOException e) {
            throw failed("written", object.getClass(), e);
        }
        int end = out.position();
        out.setPosition(lengthAt);
        out.writeInt(end - lengthAt - Integer.BYTES);
        out.setPosition(end);
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
        int length = in.readInt();
        GuardedInput.requireCount(in, length);
        if (in.getInputStream() != null) {
            return parse(new ByteArrayInputStream(in.readBytes(length)), length, type);
        }
        int start = in.position();
        in.setPosition(start + length);
        return parse(new ByteArrayInputStream(in.getBuffer(), start, length), length, type);
    }

    private Object parse(ByteArrayInputStream bytes, int length, Class<?> type) {
        var filter = new JavaFormFilter(gate, room, length);
        try (var objects = new JavaFormInput(bytes, gate, filter)) {
            return objects.readObject();
        } catch (IOException | ClassNotFoundException e) {
            filter.rethrowReason();
            throw failed("read", type, e);
        }
    }

    private static RefusedException failed(String done, Class<?> type, Exception cause) {
        return new RefusedException(
                type.getName(), type.getName() + " cannot be " + done + " by Java serialization: " + cause, cause);
    }
}
