package dev.taskpool.remote.internal.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What a process with a target of its own reads from its lifeline before anything else.
 *
 * @param name the process's
 * @param parentPid who started it
 * @param nestingDepth how many pools the parent stands in
 * @param directory what it shares with its parent, private to the two
 * @param target as written by the codec
 */
public record TargetBootstrap(String name, long parentPid, int nestingDepth, String directory, byte[] target) {
    /** The largest target, and the largest object that it captures. */
    public static final long MAX_PAYLOAD_BYTES = 1L << 30;

    /** The file in the directory where the process leaves what its target threw. */
    public static final String FAILURE_FILE = "failure";

    private static final int MAGIC = 0x7A5C_9002;

    /**
     * Writes this and flushes.
     *
     * @param out the child's lifeline
     * @throws IOException if the child is gone
     */
    public void write(DataOutputStream out) throws IOException {
        BootstrapFormat.begin(out, MAGIC);
        out.writeUTF(name);
        out.writeLong(parentPid);
        out.writeInt(nestingDepth);
        out.writeUTF(directory);
        BootstrapFormat.writeBytes(out, target);
        out.flush();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param in the child's lifeline
     * @return the bootstrap
     * @throws IOException if the parent is gone, or is of another version
     */
    public static TargetBootstrap read(DataInputStream in) throws IOException {
        BootstrapFormat.expect(in, MAGIC);
        return new TargetBootstrap(
                in.readUTF(), in.readLong(), in.readInt(), in.readUTF(), BootstrapFormat.readBytes(in));
    }
}
