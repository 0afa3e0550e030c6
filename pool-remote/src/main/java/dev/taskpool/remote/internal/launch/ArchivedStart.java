package dev.taskpool.remote.internal.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a child finds its classes: its class path, and the archive that fits it.
 *
 * @param classpath what it runs from
 * @param jars what an archive of it is made from; empty if there can be none
 * @param collector the options by which a garbage collector was chosen, which an archive depends on
 * @param archive the archive; empty if there can be none
 * @param file the archive, if it has been made
 */
public record ArchivedStart(
        ClassPath classpath,
        List<String> jars,
        List<String> collector,
        Optional<ClassArchive> archive,
        Optional<Path> file) {
    private static final Logger log = LoggerFactory.getLogger(ArchivedStart.class);

    /** Options with which a JVM takes no archive, or another one. */
    private static final Pattern OWN_WAY = Pattern.compile(
            "-Xshare:|-XX:SharedArchiveFile|-XX:.?ArchiveClasses|-XX:.?AOT|-XX:.?AutoCreateSharedArchive"
                    + "|-XX:.UseCompressed|-XX:ObjectAlignment|--(patch-module|upgrade-module-path|limit-modules)");

    /** From here on a JVM addresses its heap in another way. */
    private static final long WIDE_HEAP_BYTES = 32L << 30;

    /** Copies the lists. */
    public ArchivedStart {
        jars = List.copyOf(jars);
        collector = List.copyOf(collector);
    }

    /** A start without an archive. */
    public static ArchivedStart plain(ClassPath classpath) {
        return new ArchivedStart(classpath, List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    /**
     * Looks for what can be archived. Blocks.
     *
     * @param classpath what the child runs from
     * @param folder where archives lie; empty for the user's cache
     * @param maxHeapBytes the child's heap
     * @param userOptions further options of its JVM
     * @return a start with the class path in an order that suits an archive, if there can be one
     */
    public static ArchivedStart of(ClassPath classpath, String folder, long maxHeapBytes, List<String> userOptions) {
        String inherited = ThisJvm.inheritedOptions();
        boolean ownWay = OWN_WAY.matcher(inherited).find()
                || userOptions.stream()
                        .anyMatch(option -> OWN_WAY.matcher(option).lookingAt());
        Optional<Path> place = place(folder);
        Optional<ArchivedPath> path = ArchivedPath.of(classpath);
        if (ownWay || maxHeapBytes >= WIDE_HEAP_BYTES || place.isEmpty() || path.isEmpty()) {
            return plain(classpath);
        }
        List<String> collector = userOptions.stream()
                .filter(option -> JvmCommand.CHOOSES_COLLECTOR.matcher(option).lookingAt())
                .toList();
        List<String> jars = path.get().archived();
        try {
            var archive = ClassArchive.of(
                    place.get(),
                    jars,
                    jvm(inherited, collector),
                    Runtime.version().feature());
            return new ArchivedStart(path.get().whole(), jars, collector, Optional.of(archive), archive.find());
        } catch (IOException e) {
            log.debug("no class archive classpath={}", classpath, e);
            return plain(classpath);
        }
    }

    private static Optional<Path> place(String folder) {
        return folder.isEmpty()
                ? UserCache.folder(
                        System.getProperty("os.name", ""), System.getProperty("user.home", ""), System.getenv())
                : Optional.of(Path.of(folder).toAbsolutePath());
    }

    private static List<String> jvm(String inherited, List<String> collector) {
        var jvm = new ArrayList<>(
                List.of(System.getProperty("java.home", ""), System.getProperty("java.vm.version", ""), inherited));
        jvm.addAll(collector);
        return jvm;
    }

    /**
     * The options that make a child use the archive.
     *
     * @return JVM options; empty if it has not been made yet
     */
    public List<String> options() {
        return archive.flatMap(it -> file.map(it::optionsToUse)).orElse(List.of());
    }

    /** Whether there could be an archive, but is none. */
    public boolean lacksArchive() {
        return archive.isPresent() && file.isEmpty();
    }
}
