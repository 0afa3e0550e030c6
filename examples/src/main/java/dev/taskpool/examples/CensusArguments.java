package dev.taskpool.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;

/**
 * What a census is told on the command line.
 *
 * @param folder where the jars are
 * @param workers how many workers, empty for what the configuration says
 * @param limit the most jars to look at
 */
record CensusArguments(Path folder, OptionalInt workers, long limit) {
    /** How to call it. */
    static final String USAGE =
            "usage: JarCensus [folder, default: the local Maven repository] [--workers N] [--limit N]";

    /** Reads them; an {@link IllegalArgumentException} says what is wrong. */
    static CensusArguments parse(List<String> args) {
        Path folder = localRepository();
        OptionalInt workers = OptionalInt.empty();
        long limit = Long.MAX_VALUE;
        Iterator<String> rest = args.iterator();
        while (rest.hasNext()) {
            String arg = rest.next();
            switch (arg) {
                case "--workers" -> workers = OptionalInt.of(positive(arg, rest));
                case "--limit" -> limit = positive(arg, rest);
                default -> folder = Path.of(arg);
            }
        }
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("folder: " + folder + " (expected: a directory)");
        }
        return new CensusArguments(folder, workers, limit);
    }

    private static Path localRepository() {
        String chosen = System.getProperty("maven.repo.local");
        return chosen != null ? Path.of(chosen) : Path.of(System.getProperty("user.home"), ".m2", "repository");
    }

    private static int positive(String option, Iterator<String> rest) {
        String given = "";
        try {
            given = rest.next();
            int number = Integer.parseInt(given);
            if (number >= 1) {
                return number;
            }
            throw new IllegalArgumentException(option + ": " + given + " (expected: >= 1)");
        } catch (NoSuchElementException | NumberFormatException e) {
            throw new IllegalArgumentException(option + ": " + given + " (expected: a whole number >= 1)", e);
        }
    }
}
