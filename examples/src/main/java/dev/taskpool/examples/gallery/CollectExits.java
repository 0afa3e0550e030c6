package dev.taskpool.examples.gallery;

import dev.taskpool.process.JvmProcess;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Asks without waiting which children have ended, until none is left, as {@code waitpid(-1, WNOHANG)} does. */
public final class CollectExits {
    private static final int CHILDREN = 2;
    private static final long LIFE_MILLIS = 200;
    private static final long PAUSE_MILLIS = 20;

    private CollectExits() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws InterruptedException {
        BlockingQueue<JvmProcess> ended = new LinkedBlockingQueue<>();
        for (int i = 0; i < CHILDREN; i++) {
            JvmProcess child = JvmProcess.start(() -> TimeUnit.MILLISECONDS.sleep(LIFE_MILLIS));
            child.onExit().thenAccept(ended::add);
        }
        System.out.println(ended.isEmpty() ? "nothing" : "too late");
        System.out.println(ended.isEmpty() ? "nothing" : "too late");
        for (int left = CHILDREN; left > 0; ) {
            JvmProcess child = ended.poll();
            if (child == null) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS); // this program has nothing better to do
                continue;
            }
            System.out.println("process " + child.pid() + " ended with code "
                    + child.exitCode().getAsInt());
            left--;
        }
        System.out.println("no child left: " + JvmProcess.activeChildren());
    }
}
