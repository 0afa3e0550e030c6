package dev.taskpool.remote.internal.host;

import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.remote.internal.launch.Child;
import dev.taskpool.remote.internal.launch.ExitEvidence;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A child without a process; it dies of the first kill. */
final class FakeChild implements Child {
    static final long PID = 4711;

    final CompletableFuture<ExitEvidence> exit = new CompletableFuture<>();
    OptionalLong rssBytes = OptionalLong.empty();
    final List<Duration> kills = new CopyOnWriteArrayList<>();

    void exits(int code) {
        exit.complete(new ExitEvidence(code, Reason.EXITED, "tail"));
    }

    @Override
    public long pid() {
        return PID;
    }

    @Override
    public CompletionStage<ExitEvidence> exit() {
        return exit;
    }

    @Override
    public void kill(Duration grace) {
        kills.add(grace);
        exit.complete(new ExitEvidence(137, Reason.SIGNAL, "tail"));
    }

    @Override
    public OptionalLong rssBytes() {
        return rssBytes;
    }
}
