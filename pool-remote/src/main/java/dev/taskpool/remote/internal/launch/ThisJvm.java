package dev.taskpool.remote.internal.launch;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a child's command line takes over from the JVM that starts it. */
public final class ThisJvm {
    private static final Pattern ASSERTION_OPTION = Pattern.compile(
            "-(ea|da|enableassertions|disableassertions)(:.*)?|-(esa|dsa|enable|disable)(systemassertions)?");

    private ThisJvm() {}

    /**
     * The command for workers like this JVM.
     *
     * @param maxHeapBytes the heap's limit
     * @param directory the pool's
     * @param heapDumpDirectory where they leave their heap when they run out of memory, or {@code null} not to
     * @param archiveOptions from {@link ClassArchive}; empty for none
     * @param classpathArguments from {@link ClassPath#arguments}
     * @param userOptions further options
     * @param mainClass what to run
     * @return the command
     */
    public static JvmCommand command(
            long maxHeapBytes,
            Path directory,
            @Nullable Path heapDumpDirectory,
            List<String> archiveOptions,
            List<String> classpathArguments,
            List<String> userOptions,
            String mainClass) {
        return new JvmCommand(
                javaBinary(),
                Runtime.version().feature(),
                maxHeapBytes,
                directory,
                heapDumpDirectory,
                Charset.defaultCharset(),
                assertions(
                        ManagementFactory.getRuntimeMXBean().getInputArguments(),
                        ThisJvm.class.desiredAssertionStatus()),
                inheritedOptions(),
                archiveOptions,
                classpathArguments,
                userOptions,
                mainClass);
    }

    private static Path javaBinary() {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
    }

    /** The options as given; a tool that switched assertions on from within counts as {@code -ea}. */
    static List<String> assertions(List<String> inputArguments, boolean enabledHere) {
        var options = new ArrayList<String>();
        for (String argument : inputArguments) {
            if (ASSERTION_OPTION.matcher(argument).matches()) {
                options.add(argument);
            }
        }
        if (options.isEmpty() && enabledHere) {
            options.add("-ea");
        }
        return options;
    }

    /** What the environment adds to the command line of every JVM. */
    static String inheritedOptions() {
        var all = new StringBuilder();
        for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
            all.append(Objects.requireNonNullElse(System.getenv(variable), "")).append(' ');
        }
        return all.toString().strip();
    }

    /**
     * The share of the machine that each worker's heap gets.
     *
     * @param workers how many share it
     * @return bytes
     */
    public static long heapShareBytes(int workers) {
        return HeapShare.bytes(memoryBytes(), Runtime.getRuntime().maxMemory(), workers);
    }

    /** What the machine or the container has. */
    private static long memoryBytes() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return system == null ? Runtime.getRuntime().maxMemory() * 4 : system.getTotalMemorySize();
    }
}
