package dev.taskpool.examples.gallery;

import dev.taskpool.TaskAction;
import dev.taskpool.process.JvmProcess;
import dev.taskpool.shared.SharedIntArray;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Everything that can be asked of a process that runs, and the ways to end it. */
public final class ProcessLife {
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private ProcessLife() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws InterruptedException {
        try (SharedIntArray up = SharedIntArray.create(1);
                JvmProcess first = start(up);
                JvmProcess second = start(up)) {
            while (up.get(0) < 2) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            System.out.println("poll: alive " + first.isAlive() + ", exit code " + first.exitCode());
            System.out.println("wait with a limit: " + first.join(PATIENCE));

            first.terminate();
            first.join();
            System.out.println("terminated: alive " + first.isAlive() + ", exit code "
                    + first.exitCode().getAsInt());

            CompletableFuture<Void> sentinel =
                    second.onExit().thenAccept(ended -> System.out.println("the sentinel tells of " + ended.name()));
            second.kill();
            sentinel.join();
            System.out.println("killed: exit code " + second.exitCode().getAsInt());
        } // closes both; one that runs would be killed and joined
        System.out.println("closed: left are " + JvmProcess.activeChildren());
    }

    private static JvmProcess start(SharedIntArray up) {
        TaskAction target = () -> {
            up.getAndAdd(0, 1);
            TimeUnit.DAYS.sleep(1);
        };
        return JvmProcess.builder(target).name("sleeper").start();
    }
}
