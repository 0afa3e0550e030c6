package dev.taskpool.remote.internal.worker;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The stream that ties a child to its parent, taken before any other code runs. */
public final class OwnStdin {
    private OwnStdin() {}

    /**
     * Takes the stream; from now on tasks find nothing in {@code System.in}, and may close it.
     *
     * @param args the path of the stream; none if it is stdin itself
     * @return the stream
     */
    public static InputStream take(String[] args) {
        InputStream stdin = System.in;
        System.setIn(new ByteArrayInputStream(new byte[0]));
        if (args.length == 0) {
            return stdin;
        }
        try {
            return new FileInputStream(args[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("the lifeline cannot be opened: " + args[0], e);
        }
    }
}
