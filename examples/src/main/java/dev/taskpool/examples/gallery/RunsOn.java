package dev.taskpool.examples.gallery;

import dev.taskpool.TaskAction;
import dev.taskpool.process.JvmProcess;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What a program of the gallery runs on, where it can run on either. */
enum RunsOn {
    /** Of this JVM. */
    THREADS {
        @Override
        CompletableFuture<Void> start(TaskAction action) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            new Thread(() -> run(action, end)).start();
            return end;
        }
    },
    /** Child JVMs. */
    PROCESSES {
        @Override
        CompletableFuture<Void> start(TaskAction action) {
            return JvmProcess.start(action).onExit().thenAccept(RunsOn::check);
        }
    };

    /** Starts a thread or a process. What it throws is the failure of its end. */
    abstract CompletableFuture<Void> start(TaskAction action);

    /** Of the first argument, {@code threads} or {@code processes}; processes if there is none. */
    static RunsOn from(String... args) {
        return args.length > 0 && args[0].equals("threads") ? THREADS : PROCESSES;
    }

    private static void run(TaskAction action, CompletableFuture<Void> end) {
        try {
            action.run();
            end.complete(null);
        } catch (Throwable e) {
            end.completeExceptionally(e);
        }
    }

    private static void check(JvmProcess ended) {
        ended.failure().ifPresent(RunsOn::fail);
        if (ended.exitCode().getAsInt() != 0) {
            throw new IllegalStateException(ended + " (expected: exit code 0)");
        }
    }

    private static void fail(Throwable failure) {
        throw new CompletionException(failure);
    }
}
