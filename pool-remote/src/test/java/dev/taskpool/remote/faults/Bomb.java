package dev.taskpool.remote.faults;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoSerializable;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import dev.taskpool.TaskContext;

/** A value that does a harm while a worker reads or writes it. So large that it travels as a file. */
final class Bomb implements KryoSerializable {
    private static final int PADDING = 100_000;

    /** The value of those who hold it. */
    static final int WORTH = 42;

    /** The order whose harm was too deep a recursion: a larger stack is of no help. */
    private static volatile String bottomless = "";

    private String whenRead;
    private String whenWritten;

    private Bomb(String whenRead, String whenWritten) {
        this.whenRead = whenRead;
        this.whenWritten = whenWritten;
    }

    /** One that obeys when a worker reads it. */
    static Bomb whenRead(Order order) {
        return new Bomb(order.file(), "");
    }

    /** One that obeys when a worker writes it. */
    static Bomb whenWritten(Order order) {
        return new Bomb("", order.file());
    }

    int worth() {
        return WORTH;
    }

    @Override
    public void write(Kryo kryo, Output output) {
        obey(whenWritten);
        output.writeString(whenRead);
        output.writeString(whenWritten);
        output.writeBytes(new byte[PADDING]);
    }

    @Override
    public void read(Kryo kryo, Input input) {
        whenRead = input.readString();
        whenWritten = input.readString();
        obey(whenRead);
        input.readBytes(PADDING);
    }

    private static void obey(String file) {
        if (!file.isEmpty() && TaskContext.isWorker()) {
            if (file.equals(bottomless)) {
                Harm.overflowStack();
            }
            try {
                new Order(file).obey();
            } catch (StackOverflowError e) {
                bottomless = file;
                throw e;
            } catch (Exception e) {
                throw Bomb.<RuntimeException>sneaky(e);
            }
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as any code may throw it
    private static <X extends Exception> X sneaky(Exception thrown) throws X {
        throw (X) thrown;
    }
}
