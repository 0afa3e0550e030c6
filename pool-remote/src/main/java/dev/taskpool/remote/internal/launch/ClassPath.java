package dev.taskpool.remote.internal.launch;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a child finds its classes.
 *
 * @param entries jars and folders with absolute paths, so that they hold in any working directory
 */
public record ClassPath(List<String> entries) {
    /** Operating systems limit the length of one argument, some of them of all together. */
    private static final int LONGEST_ARGUMENT = 30_000;

    /** Copies the list and makes its paths absolute. */
    public ClassPath {
        var absolute = new LinkedHashSet<String>();
        for (String entry : entries) {
            absolute.add(new File(entry).getAbsolutePath());
        }
        entries = List.copyOf(absolute);
    }

    /**
     * What this JVM runs from, with modules as plain jars, and with what a tool's class loader adds if the program was
     * started by one that keeps its classes off the class path.
     *
     * @param pool a class of the pool, by which it is seen whether the class path is complete
     * @param context the class loader of the program, or {@code null}
     * @return the class path for children
     */
    public static ClassPath ofThisJvm(Class<?> pool, @Nullable ClassLoader context) {
        Set<String> entries = new LinkedHashSet<>();
        addAll(entries, System.getProperty("java.class.path", ""));
        addAll(entries, System.getProperty("jdk.module.path", ""));
        String home = home(pool);
        if (home == null
                || entries.stream()
                        .anyMatch(entry -> new File(entry).getAbsolutePath().equals(home))) {
            return new ClassPath(List.copyOf(entries));
        }
        addLoaders(entries, context);
        addLoaders(entries, pool.getClassLoader());
        entries.add(home);
        return new ClassPath(List.copyOf(entries));
    }

    private static void addAll(Set<String> entries, String path) {
        if (!path.isEmpty()) {
            entries.addAll(List.of(path.split(File.pathSeparator, -1)));
        }
    }

    private static void addLoaders(Set<String> entries, @Nullable ClassLoader first) {
        for (ClassLoader loader = first; loader != null; loader = loader.getParent()) {
            if (loader instanceof URLClassLoader byUrl) {
                for (URL url : byUrl.getURLs()) {
                    String file = file(url);
                    if (file != null) {
                        entries.add(file);
                    }
                }
            }
        }
    }

    private static @Nullable String home(Class<?> type) {
        var source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null ? null : file(source.getLocation());
    }

    private static @Nullable String file(URL url) {
        if (!url.getProtocol().equals("file")) {
            return null;
        }
        try {
            URI uri = url.toURI();
            return uri.getPath() == null ? null : new File(uri.getPath()).getAbsolutePath();
        } catch (URISyntaxException e) {
            return new File(url.getPath()).getAbsolutePath(); // a tool that does not escape blanks
        }
    }

    /**
     * The words of a command line that set this class path. Blocks to write a file if it is very long.
     *
     * @param directory for that file
     * @return the option
     * @throws IOException if the file cannot be written
     */
    public List<String> arguments(Path directory) throws IOException {
        String joined = String.join(File.pathSeparator, entries);
        if (joined.length() <= LONGEST_ARGUMENT) {
            return List.of("-cp", joined);
        }
        Path file = directory.resolve("classpath.args");
        String quoted = joined.replace("\\", "\\\\").replace("\"", "\\\"");
        Files.writeString(file, "-cp \"" + quoted + "\"\n", fileNameCharset());
        return List.of("@" + file);
    }

    private static Charset fileNameCharset() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    /** The entries in a form for messages. */
    @Override
    public String toString() {
        return new ArrayList<>(entries).toString();
    }
}
