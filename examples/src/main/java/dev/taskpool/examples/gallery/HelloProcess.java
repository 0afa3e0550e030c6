package dev.taskpool.examples.gallery;

import dev.taskpool.process.JvmProcess;

/** Hello from a child process: start, join, exit code. */
public final class HelloProcess {
    private HelloProcess() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) throws InterruptedException {
        JvmProcess child = JvmProcess.start(() -> System.out.println("hello world"));
        child.join();
        System.out.println("exit code " + child.exitCode().getAsInt());
    }
}
