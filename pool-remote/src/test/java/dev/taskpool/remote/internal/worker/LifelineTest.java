package dev.taskpool.remote.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
class LifelineTest {
    /** What is promised, and a second for a machine under load. */
    private static final Duration PROMISE = Duration.ofSeconds(3);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"busy", "hook"})
    void endOfStdin_endsTheProcess_whateverItIsAt(String mode) throws Exception {
        Path spooled = Files.writeString(directory.resolve("payload"), "x");
        Process probe = start(mode);
        try {
            String pid = probe.inputReader().readLine();
            assertThat(pid).isEqualTo(String.valueOf(probe.pid()));

            probe.getOutputStream().close();

            assertThat(probe.waitFor(PROMISE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
            assertThat(probe.exitValue()).isEqualTo(Lifeline.EXIT_CODE);
            assertThat(spooled).exists(); // the parent lives and cleans up itself
        } finally {
            probe.destroyForcibly().waitFor();
        }
    }

    @Test
    void killOfTheParent_endsTheBusyChildAndWhatItStarted_andSweepsItsDirectory() throws Exception {
        Path swept = Files.createDirectories(directory.resolve("spool"));
        Files.writeString(swept.resolve("payload"), "x");
        Files.createDirectories(swept.resolve("inner").resolve("most"));
        Process parent = new ProcessBuilder(LifelineProbe.command(swept.toString(), "parent"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<ProcessHandle> family = new ArrayList<>();
        try {
            String pid = parent.inputReader().readLine();
            ProcessHandle child = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            family.add(child);
            child.descendants().forEach(family::add);
            assertThat(family).hasSize(2);

            parent.destroyForcibly();

            await().atMost(PROMISE).until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(swept).doesNotExist();
        } finally {
            parent.destroyForcibly().waitFor();
            family.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private Process start(String mode) throws IOException {
        return new ProcessBuilder(LifelineProbe.command(directory.toString(), mode))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
