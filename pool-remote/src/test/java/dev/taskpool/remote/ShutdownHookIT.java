package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.testkit.Case;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pools do that are open when their JVM ends. */
class ShutdownHookIT {
    @Test
    @Case("SHUT-12")
    void applyAsync_inAShutdownHook_isRefusedAndHoldsNothingUp(@TempDir Path folder) throws Exception {
        Path said = folder.resolve("said");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        HookProgram.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(150))
                    .until(() -> Files.readString(said).contains("25"));
            List<ProcessHandle> workers = program.children().toList();
            assertThat(program.waitFor(150, TimeUnit.SECONDS)).as("its end").isTrue();
            assertThat(program.exitValue()).isEqualTo(5);
            assertThat(Files.readAllLines(said).stream().filter("refused"::equals))
                    .hasSize(2);
            await().atMost(Duration.ofSeconds(10)).until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            program.destroyForcibly().waitFor();
        }
    }
}
