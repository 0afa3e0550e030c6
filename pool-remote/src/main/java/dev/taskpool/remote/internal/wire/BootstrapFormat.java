package dev.taskpool.remote.internal.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** What all first words of a parent to a child have in common: how they begin, and how bytes stand in them. */
final class BootstrapFormat {
    private BootstrapFormat() {}

    /** Begins words of a kind. */
    static void begin(DataOutputStream out, int kind) throws IOException {
        out.writeInt(kind);
        out.writeInt(Wire.PROTOCOL_VERSION);
    }

    /** Reads the beginning of words that must be of a kind, and of this version. */
    static void expect(DataInputStream in, int kind) throws IOException {
        int magic = in.readInt();
        int version = in.readInt();
        if (magic != kind || version != Wire.PROTOCOL_VERSION) {
            throw new IOException("protocol version: " + version + " (expected: " + Wire.PROTOCOL_VERSION
                    + "; is the same version of pool-remote on both class paths?)");
        }
    }

    static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("the parent's words broke off");
        }
        return bytes;
    }
}
