package dev.taskpool.remote;

import dev.taskpool.process.JvmProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A user's program that starts a process and does not wait for it. */
final class ParentProgram {
    private ParentProgram() {}

    /**
     * Says the process's pid, and returns or waits.
     *
     * @param args {@code brief} for a process that says something after a while, {@code daemon} for one that hangs as a
     *     daemon, {@code wait} to hang as well
     */
    public static void main(String[] args) throws InterruptedException {
        JvmProcess process = JvmProcess.builder(args[0].equals("brief") ? ParentProgram::speak : ParentProgram::hang)
                .daemon(args[0].equals("daemon"))
                .maxHeap("32m")
                .jvmOptions("-XX:TieredStopAtLevel=1")
                .start();
        System.out.println(process.pid());
        if (args[0].equals("wait")) {
            hang();
        }
    }

    private static void speak() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(300);
        System.out.println("spoken");
    }

    static void hang() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    static List<String> command(String mode) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ParentProgram.class.getName(),
                mode);
    }
}
