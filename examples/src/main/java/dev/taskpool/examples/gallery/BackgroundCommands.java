package dev.taskpool.examples.gallery;

import dev.taskpool.AsyncResult;
import dev.taskpool.TaskPool;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ten external programs in the background and one wait for all, as a shell's {@code &} and {@code wait} do. They are
 * processes themselves, so that threads do to wait for them.
 */
public final class BackgroundCommands {
    private static final int COMMANDS = 10;

    private BackgroundCommands() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (TaskPool pool = TaskPool.threads(COMMANDS)) {
            List<AsyncResult<Void>> commands = IntStream.rangeClosed(1, COMMANDS)
                    .mapToObj(i -> pool.runAsync(() -> System.out.println(output("sh", "-c", "sleep 0.05; echo " + i))))
                    .toList();
            commands.forEach(AsyncResult::join);
        }
        System.out.println("END");
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        if (process.waitFor() != 0) {
            throw new IOException(List.of(command) + " ended with code " + process.exitValue() + ": " + output);
        }
        return output.strip();
    }
}
