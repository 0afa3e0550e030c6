package dev.taskpool.remote.internal.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a child reads from its stdin before anything else: who it is, and the secrets to be let in.
 *
 * <p>Stdin is private to the two processes, and its end tells the child that its parent is gone.
 *
 * @param poolName the pool's name
 * @param workerId the child's number in it
 * @param identity the pool's key and certificate
 * @param link how the parent's actor system is tuned, as text; empty if it is not
 * @param pageFile the {@link StatusPage} and {@link OutcomeLog} of this child
 * @param spoolDirectory where large payloads are exchanged; private to the pool
 * @param maxPayloadBytes the largest payload
 * @param allow patterns of classes that may be read
 * @param deny patterns of classes that may not be read
 * @param reportStarts whether {@link FromWorker.Began} is wanted
 * @param nestingDepth how many pools the child stands in, 1 or more
 * @param initializer as written by the codec; empty if there is none
 */
public record Bootstrap(
        String poolName,
        int workerId,
        byte[] identity,
        String link,
        String pageFile,
        String spoolDirectory,
        long maxPayloadBytes,
        List<String> allow,
        List<String> deny,
        boolean reportStarts,
        int nestingDepth,
        byte[] initializer) {
    private static final int MAGIC = 0x7A5C_9001;

    /** Copies the lists. */
    public Bootstrap {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    /**
     * Writes this and flushes.
     *
     * @param out the child's stdin
     * @throws IOException if the child is gone
     */
    public void write(DataOutputStream out) throws IOException {
        BootstrapFormat.begin(out, MAGIC);
        out.writeUTF(poolName);
        out.writeInt(workerId);
        BootstrapFormat.writeBytes(out, identity);
        BootstrapFormat.writeBytes(out, link.getBytes(StandardCharsets.UTF_8));
        out.writeUTF(pageFile);
        out.writeUTF(spoolDirectory);
        out.writeLong(maxPayloadBytes);
        writeAll(out, allow);
        writeAll(out, deny);
        out.writeBoolean(reportStarts);
        out.writeInt(nestingDepth);
        BootstrapFormat.writeBytes(out, initializer);
        out.flush();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param in the child's stdin
     * @return the bootstrap
     * @throws IOException if the parent is gone, or is of another version
     */
    public static Bootstrap read(DataInputStream in) throws IOException {
        BootstrapFormat.expect(in, MAGIC);
        return new Bootstrap(
                in.readUTF(),
                in.readInt(),
                BootstrapFormat.readBytes(in),
                new String(BootstrapFormat.readBytes(in), StandardCharsets.UTF_8),
                in.readUTF(),
                in.readUTF(),
                in.readLong(),
                readAll(in),
                readAll(in),
                in.readBoolean(),
                in.readInt(),
                BootstrapFormat.readBytes(in));
    }

    private static void writeAll(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> readAll(DataInputStream in) throws IOException {
        var texts = new ArrayList<String>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "Bootstrap[pool=" + poolName + ", worker=" + workerId + "]";
    }
}
