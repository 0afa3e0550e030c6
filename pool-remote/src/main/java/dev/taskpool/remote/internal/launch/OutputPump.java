package dev.taskpool.remote.internal.launch;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drains one stream of a child in a thread of its own, so that the child never waits for room in a pipe. */
final class OutputPump implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(OutputPump.class);

    private final InputStream in;
    private final Consumer<String> sink;
    private final Tail tail = new Tail();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    OutputPump(InputStream in, Consumer<String> sink) {
        this.in = in;
        this.sink = sink;
    }

    /** What the stream said last. */
    Tail tail() {
        return tail;
    }

    /** Completes when the stream has ended. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void run() {
        var lines = new LineSplitter(this::accept);
        byte[] buffer = new byte[64 * 1024];
        try (in) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                lines.add(buffer, count);
            }
        } catch (IOException e) {
            log.debug("output of a worker ended early", e); // its process is gone
        } finally {
            lines.end();
            ended.complete(null);
        }
    }

    private void accept(String line) {
        tail.add(line);
        sink.accept(line);
    }
}
