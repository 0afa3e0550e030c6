package dev.taskpool.remote.internal.serial;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.Serializable;

/** Classes that do their worst when they are written, read or asked. */
final class Saboteurs {
    private Saboteurs() {}

    /** Refuses to be written. */
    static final class Unwritable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unwritable(String message, Throwable cause) {
            super(message, cause);
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new NotSerializableException(Unwritable.class.getName());
        }
    }

    /** Can be written, but not read. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }

        private void readObject(ObjectInputStream in) throws IOException {
            throw new IllegalStateException("readObject");
        }
    }

    /** As libraries make them that throw often. */
    static final class Traceless extends RuntimeException {
        private static final long serialVersionUID = 1;

        Traceless(String message) {
            super(message, null, false, false);
        }
    }

    /** Throws whatever it is asked. */
    static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("getMessage");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("getCause");
        }

        @Override
        public String toString() {
            throw new StackOverflowError("toString");
        }

        @Override
        public void printStackTrace(PrintWriter out) {
            throw new AssertionError("printStackTrace");
        }

        private void writeObject(ObjectOutputStream out) {
            throw new AssertionError("writeObject");
        }
    }

    /** Has a new cause whenever it is asked. */
    static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int depth;

        Endless(int depth) {
            super("depth " + depth);
            this.depth = depth;
        }

        @Override
        public synchronized Throwable getCause() {
            return new Endless(depth + 1);
        }
    }

    /** A value that can be written, but not read. */
    static final class OneWay implements Serializable {
        private static final long serialVersionUID = 1;

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
        }

        private void readObject(ObjectInputStream in) throws IOException {
            throw new InvalidObjectException("readObject");
        }
    }
}
