package dev.taskpool.benchmarks.run;

import dev.taskpool.benchmarks.report.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Where contenders are measured, one after the other; each is ended with all that it has started. */
final class Stand {
    private final Path log;
    private final Duration limit;

    /**
     * Clear.
     *
     * @param log takes what contenders say on stderr
     * @param limit how long each may take
     */
    Stand(Path log, Duration limit) {
        this.log = log;
        this.limit = limit;
    }

    /** Measures; what a contender had printed when its time was up counts. */
    List<Result> measure(Contender contender) throws IOException {
        Process process = new ProcessBuilder(contender.command())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Thread hook = new Thread(() -> end(process), "end-contender");
        Runtime.getRuntime().addShutdownHook(hook);
        var timer = CompletableFuture.runAsync(
                () -> {
                    System.err.println(contender.peer() + " has not ended in " + limit.toSeconds() + " s");
                    end(process);
                },
                CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
        var results = new ArrayList<Result>();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{")) {
                    results.add(Result.of(line));
                }
            }
        } finally {
            timer.cancel(false);
            end(process);
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        return results;
    }

    private static void end(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
