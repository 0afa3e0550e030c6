package dev.taskpool.remote.internal.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The report that a crashing JVM leaves in its pool's directory. */
final class CrashReport {
    private static final Logger log = LoggerFactory.getLogger(CrashReport.class);
    private static final int HEAD_BYTES = 4 * 1024;

    private CrashReport() {}

    /**
     * Takes the head of a report, and deletes the report. Blocks.
     *
     * @return its first lines, or an empty string if there is none
     */
    static String take(Path directory, long pid) {
        Path file = directory.resolve("hs_err_" + pid + ".log");
        if (!Files.exists(file)) {
            return "";
        }
        try (var in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
            Files.deleteIfExists(file);
            return head.substring(0, Math.max(head.lastIndexOf('\n'), 0));
        } catch (IOException e) {
            log.warn("crash report unreadable file={}", file, e);
            return "";
        }
    }
}
