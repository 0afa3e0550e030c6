package dev.taskpool.remote.internal.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What a child reads from its stdin after its {@link Bootstrap}, as soon as somebody waits for its call.
 *
 * @param token to be said in {@link FromWorker.Hello}
 * @param parent the parent's actor for this child, as an actor reference in text form
 */
public record Summons(String token, String parent) {
    private static final int MAGIC = 0x7A5C_9003;

    /**
     * Writes this and flushes.
     *
     * @param out the child's stdin
     * @throws IOException if the child is gone
     */
    public void write(DataOutputStream out) throws IOException {
        BootstrapFormat.begin(out, MAGIC);
        out.writeUTF(token);
        out.writeUTF(parent);
        out.flush();
    }

    /**
     * Reads what {@link #write} wrote. Blocks until it comes.
     *
     * @param in the child's stdin
     * @return the summons
     * @throws IOException if the parent is gone, or is of another version
     */
    public static Summons read(DataInputStream in) throws IOException {
        BootstrapFormat.expect(in, MAGIC);
        return new Summons(in.readUTF(), in.readUTF());
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "Summons[parent=" + parent + "]";
    }
}
