package dev.taskpool.internal.supervise;

import java.util.ArrayList;
import java.util.List;

/** Finds in what a dead worker wrote last the line that tells most: of a JVM's crash report that is not the last one. */
final class LastWords {
    private static final String CRASH = "A fatal error has been detected by the Java Runtime Environment";
    private static final String NO_MEMORY = "There is insufficient memory for the Java Runtime Environment";
    private static final String FRAME = "Problematic frame:";
    private static final String DUMPING_HEAP = "Dumping heap to ";
    private static final String IDS = ", pid=";

    private LastWords() {}

    /**
     * Finds it.
     *
     * @param tail several lines, or an empty string
     * @return words to append to a sentence, or an empty string
     */
    static String of(String tail) {
        List<String> lines = tail.strip().lines().toList();
        if (lines.isEmpty()) {
            return "";
        }
        int crash = indexOf(lines, CRASH);
        if (crash >= 0) {
            String error = String.join(": ", paragraph(lines, crash));
            String frame = String.join("", paragraph(lines, indexOf(lines, FRAME)));
            return "; it crashed" + after(": ", error) + after(" in ", frame);
        }
        int noMemory = indexOf(lines, NO_MEMORY);
        if (noMemory >= 0 && noMemory + 1 < lines.size()) {
            return "; its JVM had no memory left: " + text(lines.get(noMemory + 1));
        }
        return "; its last line: " + lines.get(lines.size() - 1) + heapDump(lines);
    }

    private static String heapDump(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(DUMPING_HEAP))
                .findFirst()
                .map(line -> line.substring(DUMPING_HEAP.length()).replaceFirst(" [.]{3}$", ""))
                .map(file -> "; its heap was written to " + file)
                .orElse("");
    }

    private static String after(String words, String found) {
        return found.isEmpty() ? "" : words + found;
    }

    private static int indexOf(List<String> lines, String words) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("#") && lines.get(i).contains(words)) {
                return i;
            }
        }
        return -1;
    }

    /** The lines below a headline, between two that are empty but for their mark. */
    private static List<String> paragraph(List<String> lines, int headline) {
        var paragraph = new ArrayList<String>();
        for (int i = headline + 1; headline >= 0 && i < lines.size(); i++) {
            String text = text(lines.get(i));
            if (text.isEmpty() && !paragraph.isEmpty()) {
                return paragraph;
            }
            if (!text.isEmpty()) {
                paragraph.add(text);
            }
        }
        return paragraph;
    }

    private static String text(String line) {
        String text = line.replaceFirst("^#", "");
        int ids = text.indexOf(IDS); // the process id is told anyway
        return (ids < 0 ? text : text.substring(0, ids)).strip();
    }
}
