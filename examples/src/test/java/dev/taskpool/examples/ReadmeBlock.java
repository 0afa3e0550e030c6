package dev.taskpool.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One fenced block of the README.
 *
 * @param language what stands after the fence
 * @param line the number of its first line, from 1
 * @param text its lines
 */
record ReadmeBlock(String language, int line, String text) {
    /** The folder that the README stands in. */
    static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..");

    private static final String FENCE = "```";

    static List<ReadmeBlock> all() {
        List<String> lines = readme();
        var blocks = new ArrayList<ReadmeBlock>();
        int start = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith(FENCE)) {
                continue;
            }
            if (start < 0) {
                start = i;
                continue;
            }
            String language = lines.get(start).substring(FENCE.length());
            String text = String.join("\n", lines.subList(start + 1, i));
            blocks.add(new ReadmeBlock(language, start + 2, text));
            start = -1;
        }
        return blocks;
    }

    private static List<String> readme() {
        try {
            return Files.readAllLines(ROOT.resolve("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reports name a block by this. */
    @Override
    public String toString() {
        return "line " + line + ": " + text.lines().findFirst().orElse("(empty)");
    }
}
