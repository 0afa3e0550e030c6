package dev.taskpool.remote.internal.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts what the kernel kills for want of memory, be it the machine's or that of a control group's limit. */
final class KernelKills {
    private static final Path COUNTERS = Path.of("/proc/vmstat");
    private static final Pattern LINE = Pattern.compile("^oom_kill (\\d+)$", Pattern.MULTILINE);

    private KernelKills() {}

    /** How many processes it has killed since it started; always 0 on systems that do not tell. */
    static long count() {
        try {
            return count(Files.readString(COUNTERS, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return 0;
        }
    }

    static long count(String counters) {
        Matcher line = LINE.matcher(counters);
        return line.find() ? Long.parseLong(line.group(1)) : 0;
    }
}
