package dev.taskpool.remote.internal.launch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A class path that begins with jars whose classes an archive can hold.
 *
 * <p>A JVM takes classes from an archive only if its class path begins with the one that the archive was made from, and
 * archives hold no classes of folders. Where folders come first, as in a program's own build, the jars that children
 * run from are put before them, unless that could change which class or resource is found.
 *
 * @param archived the jars it begins with
 * @param rest what follows
 */
record ArchivedPath(List<String> archived, List<String> rest) {
    /** The names of the jars that a child loads most of its classes from. */
    private static final Pattern OWN_JAR = Pattern.compile(
            "(pool-remote|pool-core|pekko-[a-z0-9-]+_2\\.13|scala-library|config|kryo5|slf4j-api|logback-classic"
                    + "|logback-core|agrona|asn-one|reactive-streams|ssl-config-core_2\\.13|jspecify)-\\d.*\\.jar");

    /** Jars that bring a log of their own; which one is taken depends on their order. */
    private static final Pattern OTHER_LOG = Pattern.compile("slf4j-(?!api-).*|.*slf4j2?-impl.*");

    /** What the own jars hold. A folder that holds any of it may be meant to replace it. */
    private static final List<String> OWN_FOLDERS = List.of(
            "dev/taskpool/spi",
            "dev/taskpool/remote",
            "org/apache/pekko",
            "scala",
            "com/typesafe/config",
            "com/esotericsoftware/kryo",
            "org/slf4j",
            "ch/qos/logback",
            "org/agrona",
            "org/reactivestreams",
            "META-INF/services/dev.taskpool.spi.WorkerBackend",
            "META-INF/services/dev.taskpool.spi.SharingBackend",
            "META-INF/services/org.slf4j.spi.SLF4JServiceProvider");

    /** Copies the lists. */
    ArchivedPath {
        archived = List.copyOf(archived);
        rest = List.copyOf(rest);
    }

    /**
     * Arranges a class path.
     *
     * @param path in its own order
     * @return empty if no archive can hold what children run from
     */
    static Optional<ArchivedPath> of(ClassPath path) {
        List<String> entries = path.entries();
        List<String> jars = entries.stream().takeWhile(ArchivedPath::isJar).toList();
        List<String> rest = entries.subList(jars.size(), entries.size());
        Set<String> own = rest.stream().filter(ArchivedPath::isOwn).collect(Collectors.toSet());
        if (own.isEmpty()) {
            return jars.isEmpty() ? Optional.empty() : Optional.of(new ArchivedPath(jars, rest));
        }
        if (rest.stream().anyMatch(ArchivedPath::mayReplace)) {
            return Optional.empty();
        }
        var archived = new ArrayList<>(jars);
        archived.addAll(rest.stream().filter(own::contains).toList());
        return Optional.of(new ArchivedPath(
                archived, rest.stream().filter(entry -> !own.contains(entry)).toList()));
    }

    private static boolean isJar(String entry) {
        return Files.isRegularFile(Path.of(entry));
    }

    private static boolean isOwn(String entry) {
        String name = new File(entry).getName();
        return OWN_JAR.matcher(name).matches() && isJar(entry);
    }

    private static boolean mayReplace(String entry) {
        Path path = Path.of(entry);
        return Files.isDirectory(path)
                ? OWN_FOLDERS.stream().map(path::resolve).anyMatch(Files::exists)
                : OTHER_LOG.matcher(new File(entry).getName()).matches();
    }

    /**
     * The whole of it.
     *
     * @return what children run from
     */
    ClassPath whole() {
        return new ClassPath(Stream.concat(archived.stream(), rest.stream()).toList());
    }
}
