package dev.taskpool.remote.internal.launch;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The command line of a worker's JVM. It holds no secret: any user of the machine can read it.
 *
 * @param javaBinary the {@code java} to run
 * @param feature the version of that Java
 * @param maxHeapBytes the heap's limit
 * @param directory where a crash leaves its report
 * @param heapDumpDirectory where it leaves its heap when it runs out of memory, or {@code null} not to
 * @param charset the charset that code of the program means when it names none
 * @param assertions the options for assertions, as the parent has them
 * @param inheritedOptions what the environment adds to every JVM's command line, or an empty string
 * @param archiveOptions from {@link ClassArchive}; empty for none
 * @param classpathArguments from {@link ClassPath#arguments}
 * @param userOptions come after ours, so that they win
 * @param mainClass what to run
 */
public record JvmCommand(
        Path javaBinary,
        int feature,
        long maxHeapBytes,
        Path directory,
        @Nullable Path heapDumpDirectory,
        Charset charset,
        List<String> assertions,
        String inheritedOptions,
        List<String> archiveOptions,
        List<String> classpathArguments,
        List<String> userOptions,
        String mainClass) {
    static final Pattern CHOOSES_COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC\\b");
    private static final int FIRST_WITH_MEMORY_ACCESS_OPTION = 23;
    private static final int FIRST_WITH_UTF_8 = 18;

    /** Copies the lists. */
    public JvmCommand {
        assertions = List.copyOf(assertions);
        archiveOptions = List.copyOf(archiveOptions);
        classpathArguments = List.copyOf(classpathArguments);
        userOptions = List.copyOf(userOptions);
    }

    /**
     * The words of the command line.
     *
     * @return the binary, the options, the main class
     */
    public List<String> argv() {
        var argv = new ArrayList<String>();
        argv.add(javaBinary.toString());
        addMemory(argv);
        addDeath(argv);
        addText(argv);
        addUnsafe(argv);
        argv.addAll(archiveOptions);
        argv.addAll(assertions);
        argv.addAll(classpathArguments);
        argv.addAll(userOptions);
        argv.add(mainClass);
        return argv;
    }

    /** Small: there are many of them, so threads of collectors and compilers must not come by the processor. */
    private void addMemory(List<String> argv) {
        argv.add("-Xmx" + maxHeapBytes / 1024 + "k");
        if (!collectorChosen()) {
            argv.add("-XX:+UseSerialGC");
        }
        argv.add("-XX:CICompilerCount=2");
        argv.add("-XX:-UsePerfData");
    }

    /** A JVM refuses to start with two collectors. */
    private boolean collectorChosen() {
        return CHOOSES_COLLECTOR.matcher(inheritedOptions).find()
                || userOptions.stream()
                        .anyMatch(option -> CHOOSES_COLLECTOR.matcher(option).find());
    }

    private void addDeath(List<String> argv) {
        argv.add("-XX:+ExitOnOutOfMemoryError");
        if (heapDumpDirectory != null) {
            argv.add("-XX:+HeapDumpOnOutOfMemoryError");
            argv.add("-XX:HeapDumpPath=" + heapDumpDirectory);
        }
        argv.add("-XX:+DisplayVMOutputToStderr");
        argv.add("-XX:ErrorFile=" + directory.resolve("hs_err_%p.log"));
    }

    /** What is written arrives as UTF-8; the default charset is the parent's. */
    private void addText(List<String> argv) {
        argv.add("-Dstdout.encoding=UTF-8");
        argv.add("-Dstderr.encoding=UTF-8");
        if (feature < FIRST_WITH_UTF_8) {
            argv.add("-Dsun.stdout.encoding=UTF-8");
            argv.add("-Dsun.stderr.encoding=UTF-8");
            argv.add("-Dfile.encoding=" + charset.name());
        } else {
            argv.add("-Dfile.encoding=" + (charset.equals(StandardCharsets.UTF_8) ? "UTF-8" : "COMPAT"));
        }
    }

    /** Keeps Pekko working on a JVM that would refuse it, and Kryo quiet. */
    private void addUnsafe(List<String> argv) {
        if (feature >= FIRST_WITH_MEMORY_ACCESS_OPTION) {
            argv.add("--sun-misc-unsafe-memory-access=allow");
        }
        argv.add("-Dkryo.unsafe=false");
    }
}
