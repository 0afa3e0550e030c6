package dev.taskpool.examples.gallery;

import dev.taskpool.TaskAction;
import dev.taskpool.process.JvmProcess;
import java.util.List;

/** A worker as a function and as a class of its own, with names. */
public final class FunctionOrClass {
    private FunctionOrClass() {}

    /**
     * Runs the example.
     *
     * @param args {@code threads} or, unless told so, {@code processes}
     */
    public static void main(String[] args) throws InterruptedException {
        if (RunsOn.from(args) == RunsOn.THREADS) {
            List<Thread> threads = List.of(
                    new Thread(
                            () -> System.out.println(
                                    "a function in " + Thread.currentThread().getName()),
                            "sam"),
                    new GreeterThread("eve"));
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            return;
        }
        TaskAction function =
                () -> System.out.println("a function in " + JvmProcess.current().name());
        List<JvmProcess> processes = List.of(
                JvmProcess.builder(function).name("sam").start(),
                JvmProcess.builder(new Greeter("a class")).name("eve").start());
        for (JvmProcess process : processes) {
            process.join();
        }
    }

    /** What is to be extended for a thread. */
    private static final class GreeterThread extends Thread {
        GreeterThread(String name) {
            super(name);
        }

        @Override
        public void run() {
            System.out.println("a class in " + getName());
        }
    }

    /** What is to be implemented for a process; its fields travel with it. */
    private record Greeter(String greeting) implements TaskAction {
        @Override
        public void run() {
            System.out.println(greeting + " in " + JvmProcess.current().name());
        }
    }
}
