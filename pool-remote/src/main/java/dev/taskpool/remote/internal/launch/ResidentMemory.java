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
    private static final Pattern ALL = Pattern.compile("VmRSS:\\s*(\\d+) kB");
    private static final Pattern SHARED = Pattern.compile("RssShmem:\\s*(\\d+) kB");

    private ResidentMemory() {}

    /**
     * Resident bytes without the memory it shares with other processes, which would not be freed by its end; empty for a
     * process that has ended, and on systems without {@code /proc}.
     */
    static OptionalLong bytes(long pid) {
        try {
            // Not statm: it counts pages, whose size Java does not tell.
            String status = Files.readString(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1);
            Matcher all = ALL.matcher(status);
            return all.find()
                    ? OptionalLong.of((Long.parseLong(all.group(1)) - shared(status)) * 1024)
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static long shared(String status) {
        Matcher shared = SHARED.matcher(status);
        return shared.find() ? Long.parseLong(shared.group(1)) : 0;
    }
}
