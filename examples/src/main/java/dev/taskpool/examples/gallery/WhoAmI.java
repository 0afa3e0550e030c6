package dev.taskpool.examples.gallery;

import dev.taskpool.TaskAction;
import dev.taskpool.process.JvmProcess;
import dev.taskpool.shared.SharedIntArray;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Who runs this, and who else runs: the current one, all of them, and how many. */
public final class WhoAmI {
    private WhoAmI() {}

    /**
     * Runs the example.
     *
     * @param args {@code threads} or, unless told so, {@code processes}
     */
    public static void main(String[] args) throws InterruptedException {
        if (RunsOn.from(args) == RunsOn.THREADS) {
            threads();
        } else {
            processes();
        }
    }

    private static void threads() throws InterruptedException {
        ThreadGroup group = new ThreadGroup("gallery");
        CountDownLatch end = new CountDownLatch(1);
        for (String name : List.of("anna", "bert")) {
            new Thread(group, () -> awaitQuietly(end), name).start();
        }
        Thread[] all = new Thread[group.activeCount()];
        int active = group.enumerate(all);
        System.out.println("I am " + Thread.currentThread().getName());
        System.out.println(
                "there are " + Arrays.stream(all).map(Thread::getName).sorted().toList());
        System.out.println(active + " are active");
        end.countDown();
        for (Thread thread : all) {
            thread.join();
        }
        System.out.println(group.activeCount() + " are active");
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void processes() throws InterruptedException {
        try (SharedIntArray end = SharedIntArray.create(1)) {
            TaskAction target = () -> {
                JvmProcess.Current current = JvmProcess.current();
                System.out.println(current.name() + " is a child of " + current.parentPid());
                while (end.get(0) == 0) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
            };
            List<JvmProcess> children = List.of(
                    JvmProcess.builder(target).name("anna").start(),
                    JvmProcess.builder(target).name("bert").start());
            System.out.println("I am " + JvmProcess.current().name());
            System.out.println("there are "
                    + JvmProcess.activeChildren().stream().map(JvmProcess::name).toList());
            System.out.println(JvmProcess.activeChildren().size() + " are active");
            end.set(0, 1);
            for (JvmProcess child : children) {
                child.join();
            }
            System.out.println(JvmProcess.activeChildren().size() + " are active");
        }
    }
}
