package dev.taskpool.remote.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code docs/faults.md}, whose sections are written by different programs, each between two comments. */
final class Document {
    private static final String NEW = """
            # Faults

            What becomes of a pool, and of whoever waits for it, when something goes wrong. Every section tells of a
            run and of how to repeat it.

            <!-- begin: matrix -->
            <!-- end: matrix -->

            <!-- begin: soak -->
            <!-- end: soak -->

            <!-- begin: peers -->
            <!-- end: peers -->
            """;

    private Document() {}

    /** Replaces what stands in a section, in a document that is made if it is not there. */
    static void write(Path file, String section, String text) throws IOException {
        String all = Files.exists(file) ? Files.readString(file) : NEW;
        String begin = "<!-- begin: " + section + " -->\n";
        int from = all.indexOf(begin) + begin.length();
        int to = all.indexOf("<!-- end: " + section + " -->");
        if (from < begin.length() || to < from) {
            throw new IllegalStateException(file + " has no section " + section);
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, all.substring(0, from) + text + all.substring(to));
    }
}
