package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.wire.Offspring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The main class of a process that only its lifeline can end. */
final class LifelineProbe {
    private LifelineProbe() {}

    /**
     * Says its pid once it is stuck.
     *
     * @param args what to delete; then {@code busy} to hog all processors, {@code hook} to hang in a shutdown hook,
     *     {@code parent} to start another probe as {@code marked}, which starts a program and is busy
     */
    public static void main(String[] args) throws Exception {
        switch (args[1]) {
            case "busy", "marked" -> {
                if (args[1].equals("marked")) {
                    new ProcessBuilder("sleep", "600").start();
                }
                Lifeline.start(System.in, List.of(Path.of(args[0])));
                for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                    new Thread(LifelineProbe::spin).start();
                }
                sayPid();
            }
            case "hook" -> {
                Lifeline.start(System.in, List.of(Path.of(args[0])));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    sayPid();
                    hang();
                }));
                System.exit(0);
            }
            default -> {
                startBusyChild(args[0]);
                hang();
            }
        }
    }

    private static void startBusyChild(String directory) throws IOException {
        var builder = new ProcessBuilder(command(directory, "marked"))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        Offspring.of(builder.environment());
        builder.start();
    }

    static List<String> command(String directory, String mode) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LifelineProbe.class.getName(),
                directory,
                mode);
    }

    private static void sayPid() {
        System.out.println(ProcessHandle.current().pid());
    }

    private static void spin() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
