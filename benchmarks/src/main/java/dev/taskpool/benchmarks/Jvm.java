package dev.taskpool.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** JVMs like this one, for what must be measured in a fresh program. */
public final class Jvm {
    private Jvm() {}

    /**
     * How such a JVM is started: with the flags and the class path of this one.
     *
     * @param main its class
     * @param arguments for it
     * @return to be started
     */
    public static ProcessBuilder command(Class<?> main, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-X"))
                .forEach(command::add);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /**
     * What such a JVM prints.
     *
     * @param main its class
     * @param arguments for it
     * @return its stdout
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static String output(Class<?> main, List<String> arguments) throws IOException, InterruptedException {
        Process process = command(main, arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0 || text.isEmpty()) {
                throw new IOException(main.getSimpleName() + " " + arguments + " ended with exit code " + code);
            }
            return text;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
