package dev.taskpool.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The check that nothing is left behind sees what is left behind. */
class RemainsTest {
    @Test
    void since_aThreadOfAPoolIsLeft_namesIt() throws InterruptedException {
        Remains before = Remains.now();
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(() -> awaitQuietly(end), "taskpool-left");
        thread.start();
        assertThat(Remains.now().since(before))
                .anyMatch(thing -> thing.contains("thread") && thing.contains("taskpool-left"));
        end.countDown();
        thread.join();
        assertThat(Remains.now().since(before)).noneMatch(thing -> thing.contains("taskpool-left"));
    }

    @Test
    void since_aProcessIsLeft_namesIt() throws Exception {
        Remains before = Remains.now();
        Process process = new ProcessBuilder("sleep", "50").start();
        assertThat(Remains.now().since(before)).anyMatch(thing -> thing.startsWith("process " + process.pid()));
        process.destroyForcibly().waitFor();
    }

    @Test
    void since_aPortIsOpen_namesIt() throws IOException {
        Remains before = Remains.now();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Remains.now().since(before))
                    .anyMatch(thing -> thing.startsWith("listening port " + socket.getLocalPort() + " "));
        }
    }

    @Test
    void since_aFileIsLeft_namesIt() throws IOException {
        Remains before = Remains.now();
        Path file = Files.createTempFile("taskpool-left-", ".tmp");
        assertThat(Remains.now().since(before)).contains("file " + file);
        Files.delete(file);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
