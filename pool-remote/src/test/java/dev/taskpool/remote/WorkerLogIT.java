package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.TaskContext;
import dev.taskpool.TaskPool;
import dev.taskpool.testkit.CapturedLog;
import dev.taskpool.testkit.Case;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A worker logs by its own configuration, into the log of its pool's process. */
class WorkerLogIT extends ProcessFixture {
    private static final String CONFIGURATION = """
            <configuration>
              <logger name="dev.taskpool.quiet" level="ERROR"/>
              <root level="WARN"/>
            </configuration>
            """;

    @Test
    @Case("PROC-17")
    void linesOfAWorker_tellWhoItIs_andLevelsAreThoseOfItsConfiguration(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("logback.xml"), CONFIGURATION);
        try (CapturedLog log = CapturedLog.open();
                TaskPool pool = QuickStart.builder("-Dlogback.configurationFile=" + file)
                        .workers(1)
                        .build()) {
            long pid = pool.apply(WorkerLogIT::speak);
            await().until(() -> log.lines().stream().anyMatch(line -> line.contains("spoken last")));
            List<String> spoken =
                    log.lines().stream().filter(line -> line.contains("spoken")).toList();
            assertThat(spoken)
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line)
                            .startsWith("WARN ")
                            .contains("worker")
                            .contains(Long.toString(pid)));
            assertThat(spoken.get(0)).endsWith("spoken loudly");
        }
    }

    private static long speak() {
        LoggerFactory.getLogger("dev.taskpool.quiet").warn("spoken quietly");
        LoggerFactory.getLogger("dev.taskpool.loud").info("spoken too low");
        LoggerFactory.getLogger("dev.taskpool.loud").warn("spoken loudly");
        LoggerFactory.getLogger("dev.taskpool.loud").warn("spoken last");
        return TaskContext.current().pid();
    }
}
