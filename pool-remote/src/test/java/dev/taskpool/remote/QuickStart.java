package dev.taskpool.remote;

import dev.taskpool.TaskAction;
import dev.taskpool.TaskPool;
import dev.taskpool.WorkerLostException;
import dev.taskpool.process.JvmProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the children of tests find their classes: in jars, and from these in an archive that a JVM maps instead of
 * parsing them, which saves two fifths of a child's start. There is one for each JDK and each
 * JVM that runs tests, made by the first test that needs it.
 */
public final class QuickStart {
    /** Most of what a child's start costs is loading its classes; a fifth of that is verifying them. */
    private static final List<String> OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");

    private static final Path TEST_CLASSES = testClasses();
    private static final Path ARCHIVE = TEST_CLASSES.resolveSibling("classes-" + System.getProperty("java.vm.version")
            + "-" + System.getProperty("surefire.forkNumber", "0") + ".jsa");
    static final List<String> JARS = jars();

    private QuickStart() {}

    /**
     * A builder of pools whose children start quickly.
     *
     * @param jvmOptions more of them
     * @return a builder that has the children's JVM options and class path
     */
    public static synchronized TaskPool.Builder builder(String... jvmOptions) {
        if (!isReady()) {
            return plain(jvmOptions);
        }
        var options = Stream.concat(Stream.of("-XX:SharedArchiveFile=" + ARCHIVE), Stream.of(jvmOptions));
        return plain(options.toArray(String[]::new)).classpath(JARS.toArray(String[]::new));
    }

    /**
     * A builder of a process that starts quickly.
     *
     * @param target what it runs
     * @return a builder that has the process's JVM options, class path and heap
     */
    public static synchronized JvmProcess.Builder process(TaskAction target) {
        JvmProcess.Builder builder = JvmProcess.builder(target).maxHeap("64m");
        if (!isReady()) {
            return builder.jvmOptions(options());
        }
        return builder.jvmOptions(options("-XX:SharedArchiveFile=" + ARCHIVE)).classpath(JARS.toArray(String[]::new));
    }

    /** Makes the archive if it has to. */
    private static boolean isReady() {
        if (JARS.isEmpty()) {
            return false;
        }
        if (JARS.stream().anyMatch(jar -> modified(ARCHIVE) < modified(Path.of(jar)))) {
            make();
        }
        return true;
    }

    private static TaskPool.Builder plain(String... jvmOptions) {
        return TaskPool.builder().maxHeap("96m").jvmOptions(options(jvmOptions));
    }

    private static String[] options(String... more) {
        return Stream.concat(OPTIONS.stream(), Stream.of(more)).toArray(String[]::new);
    }

    /** A JVM writes the archive when it exits, with the classes that it has loaded. */
    private static void make() {
        try (TaskPool pool = plain("-XX:ArchiveClassesAtExit=" + ARCHIVE)
                .classpath(JARS.toArray(String[]::new))
                .workers(1)
                .build()) {
            pool.run(() -> System.exit(0));
        } catch (WorkerLostException e) {
            return; // as it was told to
        }
    }

    /** The class path of this JVM with the tests in a jar; empty where that is not there, or is not what is tested. */
    private static List<String> jars() {
        List<Path> entries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
        try (Stream<Path> siblings = Files.list(TEST_CLASSES.resolveSibling("."));
                Stream<Path> classes = Files.walk(TEST_CLASSES)) {
            List<Path> tests = siblings.filter(file -> file.toString().endsWith("-tests.jar"))
                    .toList();
            long compiled = classes.mapToLong(QuickStart::modified).max().orElse(0);
            boolean upToDate = tests.size() == 1 && modified(tests.get(0)) >= compiled;
            List<Path> others = entries.stream()
                    .filter(entry -> !entry.equals(TEST_CLASSES))
                    .toList();
            return upToDate && others.stream().noneMatch(Files::isDirectory)
                    ? Stream.concat(others.stream(), tests.stream())
                            .map(Path::toString)
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long modified(Path file) {
        return file.toFile().lastModified();
    }

    private static Path testClasses() {
        try {
            return Path.of(QuickStart.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
