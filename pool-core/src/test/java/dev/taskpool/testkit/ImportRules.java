package dev.taskpool.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the imports of a module's sources, and tells which of them a room may not have. */
public final class ImportRules {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+)");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

    private ImportRules() {}

    /** A source's package, and what it imports. */
    public record Source(String name, String room, List<String> imports) {
        static Source of(String name, String text) {
            var packageLine = PACKAGE.matcher(text);
            String room = packageLine.find() ? packageLine.group(1) : "";
            List<String> imports =
                    IMPORT.matcher(text).results().map(found -> found.group(1)).toList();
            return new Source(name, room, imports);
        }
    }

    /** The sources of the module whose tests run. */
    public static List<Source> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> Source.of(file.toString(), text(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a source outside the rooms imports something of the forbidden places. */
    public static List<String> outside(List<Source> sources, List<String> rooms, String... forbidden) {
        return breaches(
                sources.stream().filter(source -> !isIn(source.room(), rooms)).toList(), forbidden);
    }

    /** Where a source of the room imports something of the forbidden places. */
    public static List<String> inside(List<Source> sources, String room, String... forbidden) {
        return breaches(
                sources.stream()
                        .filter(source -> isIn(source.room(), List.of(room)))
                        .toList(),
                forbidden);
    }

    /** Where a source of the room imports something that is in none of the allowed places. */
    public static List<String> insideOnly(List<Source> sources, String room, String... allowed) {
        var breaches = new ArrayList<String>();
        for (Source source : sources) {
            for (String imported : source.imports()) {
                if (isIn(source.room(), List.of(room)) && !isIn(imported, List.of(allowed))) {
                    breaches.add(source.name() + " imports " + imported);
                }
            }
        }
        return breaches;
    }

    private static List<String> breaches(List<Source> sources, String... forbidden) {
        var breaches = new ArrayList<String>();
        for (Source source : sources) {
            for (String imported : source.imports()) {
                if (isIn(imported, List.of(forbidden))) {
                    breaches.add(source.name() + " imports " + imported);
                }
            }
        }
        return breaches;
    }

    private static boolean isIn(String name, List<String> places) {
        return places.stream().anyMatch(place -> name.equals(place) || name.startsWith(place + "."));
    }
}
