package dev.taskpool.remote.internal.launch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts bytes into lines of text; a line that does not end is cut into chunks. Not thread-safe. */
final class LineSplitter {
    static final int CHUNK_BYTES = 8 * 1024;

    private final byte[] line = new byte[CHUNK_BYTES];
    private final Consumer<String> sink;
    private int length;

    LineSplitter(Consumer<String> sink) {
        this.sink = sink;
    }

    void add(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                endLine();
                continue;
            }
            if (length == CHUNK_BYTES) {
                cut();
            }
            line[length++] = b;
        }
    }

    /** Gives what is left. */
    void end() {
        if (length > 0) {
            endLine();
        }
    }

    private void endLine() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        sink.accept(new String(line, 0, end, StandardCharsets.UTF_8));
        length = 0;
    }

    /** Cuts between two characters; the beginning of one that is not complete waits for its rest. */
    private void cut() {
        int end = length;
        while (end > length - 4 && (line[end - 1] & 0xC0) == 0x80) {
            end--;
        }
        if ((line[end - 1] & 0xC0) == 0xC0 && !complete(end - 1)) {
            end--;
        } else {
            end = length;
        }
        byte[] rest = Arrays.copyOfRange(line, end, length);
        sink.accept(new String(line, 0, end, StandardCharsets.UTF_8));
        System.arraycopy(rest, 0, line, 0, rest.length);
        length = rest.length;
    }

    private boolean complete(int lead) {
        int ones = Integer.numberOfLeadingZeros(~(line[lead] << 24));
        return length - lead >= ones;
    }
}
