package dev.taskpool.remote;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoSerializable;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.io.Serial;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

/** A value that counts how often it is written and read in a process. */
final class Counted implements KryoSerializable, Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    static final AtomicInteger WRITTEN = new AtomicInteger();
    static final AtomicInteger READ = new AtomicInteger();

    private byte[] content;

    Counted(int bytes) {
        content = new byte[bytes];
    }

    int bytes() {
        return content.length;
    }

    @Override
    public void write(Kryo kryo, Output out) {
        WRITTEN.incrementAndGet();
        kryo.writeObject(out, content);
    }

    @Override
    public void read(Kryo kryo, Input in) {
        READ.incrementAndGet();
        content = kryo.readObject(in, byte[].class);
    }
}
