package dev.taskpool.remote.internal.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how much memory a process occupies, where {@code /proc} tells. */
final class ResidentMemory {
    private static final Pattern LINE = Pattern.compile("VmRSS:\\s*(\\d+) kB");

    private ResidentMemory() {}

    /** Resident bytes; empty for a process that has ended, and on systems without {@code /proc}. */
    static OptionalLong bytes(long pid) {
        try {
            // Not statm: it counts pages, whose size Java does not tell.
            Matcher line =
                    LINE.matcher(Files.readString(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1));
            return line.find() ? OptionalLong.of(Long.parseLong(line.group(1)) * 1024) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
