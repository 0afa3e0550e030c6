package dev.taskpool.remote.internal.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
class ChildrenIT {
    private static final int CHILDREN = 3;

    private static Process parent(String end) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        end)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<ProcessHandle> children(BufferedReader output) throws IOException {
        var children = new ArrayList<ProcessHandle>();
        while (children.size() < CHILDREN) {
            String line = output.readLine();
            assertThat(line).as("the parent's output").isNotNull();
            if (line.startsWith("child ")) {
                ProcessHandle.of(Long.parseLong(line.substring(6))).ifPresent(children::add);
            }
        }
        return children;
    }

    @ParameterizedTest
    @ValueSource(strings = {"return", "exit", "throw"})
    void endOfTheJvm_endsItsChildren(String end) throws Exception {
        Process parent = parent(end);
        try (var output = new BufferedReader(new InputStreamReader(parent.getInputStream(), UTF_8))) {
            List<ProcessHandle> children = children(output);
            parent.getOutputStream().close(); // may end now
            parent.waitFor();
            await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    void interruptOfTheJvm_endsItsChildren() throws Exception {
        Process parent = parent("wait");
        try (var output = new BufferedReader(new InputStreamReader(parent.getInputStream(), UTF_8))) {
            List<ProcessHandle> children = children(output);
            parent.toHandle().destroy();
            parent.waitFor();
            await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    /** Starts children that would run for long, and ends. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws Exception {
            var threads = Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            });
            for (int i = 0; i < CHILDREN; i++) {
                var plan = new ChildProcess.Plan(
                        "p",
                        i,
                        List.of("/bin/sleep", "600"),
                        null,
                        Map.of(),
                        OutputMode.DISCARD,
                        true,
                        Path.of(System.getProperty("java.io.tmpdir")));
                System.out.println("child "
                        + ChildProcess.start(plan, stdin -> {}, threads).pid());
            }
            int end = System.in.read();
            switch (args[0]) {
                case "exit" -> System.exit(3);
                case "throw" -> throw new IllegalStateException("as asked, after " + end);
                case "wait" -> new CountDownLatch(1).await();
                default -> System.out.println("returning");
            }
        }
    }
}
