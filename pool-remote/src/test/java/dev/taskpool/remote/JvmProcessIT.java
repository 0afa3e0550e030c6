package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.taskpool.TaskAction;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.process.JvmProcess;
import dev.taskpool.shared.SharedLongArray;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.Gate;
import dev.taskpool.testkit.LeavesNothingBehind;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A process runs its target, ends as it does, and is known until then. */
@Timeout(300)
@ExtendWith(LeavesNothingBehind.class)
class JvmProcessIT {
    private static final Duration LIMIT = Duration.ofSeconds(150);

    private static JvmProcess.Builder process(TaskAction target) {
        return JvmProcess.builder(target).maxHeap("32m").jvmOptions("-XX:TieredStopAtLevel=1");
    }

    @Test
    @Case({"PROC-01", "PROC-05"})
    void start_runsTheTarget_whichKnowsItself(@TempDir Path folder) throws Exception {
        Gate gate = Gate.in(folder);
        Path said = folder.resolve("said");
        JvmProcess process = process(() -> {
                    JvmProcess.Current current = JvmProcess.current();
                    Files.writeString(said, current + " " + current.isParentAlive());
                    gate.await();
                })
                .name("tester")
                .start();
        var exit = process.onExit();
        assertThat(process.isAlive()).isTrue();
        assertThat(process.exitCode()).isEmpty();
        assertThat(exit).isNotDone();
        assertThat(JvmProcess.activeChildren()).containsExactly(process);
        gate.open();
        process.join();
        assertThat(process.exitCode()).hasValue(0);
        assertThat(process.isAlive()).isFalse();
        assertThat(process.failure()).isEmpty();
        assertThat(exit.get(150, TimeUnit.SECONDS)).isSameAs(process);
        assertThat(JvmProcess.activeChildren()).isEmpty();
        assertThat(said)
                .hasContent(new JvmProcess.Current(
                                "tester", process.pid(), ProcessHandle.current().pid())
                        + " true");
        process.close();
    }

    @Test
    void current_ofTheProgram_isMain() {
        assertThat(JvmProcess.current())
                .returns("main", JvmProcess.Current::name)
                .returns(ProcessHandle.current().pid(), JvmProcess.Current::pid);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 255})
    @Case("PROC-10")
    void exitCode_isWhatTheTargetExitsWith(int code) throws Exception {
        JvmProcess process = process(() -> Deaths.exit(code)).start();
        process.join();
        assertThat(process.exitCode()).hasValue(code);
        assertThat(process.failure()).isEmpty();
    }

    @Test
    @Case({"PROC-09", "PROC-10"})
    void aTargetThatThrows_exitsWithOne_itsTraceIsPrintedAndItsFailureComesHome() throws Exception {
        PrintStream before = System.err;
        var printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            JvmProcess process = process(JvmProcessIT::explode).start();
            process.join();
            assertThat(process.exitCode()).hasValue(1);
            assertThat(process.failure()).get().satisfies(failure -> {
                assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("boom");
                assertThat(failure.getStackTrace()[0].getMethodName()).isEqualTo("explode");
            });
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("java.lang.IllegalStateException: boom", "JvmProcessIT.explode(JvmProcessIT.java:");
    }

    private static void explode() {
        throw new IllegalStateException("boom");
    }

    @ParameterizedTest
    @CsvSource({"false, 143, hook", "true, 137, none"})
    @Case({"PROC-03", "PROC-12"})
    void terminateAndKill_endItBySignal_andOnlyTheFirstRunsItsHooks(
            boolean kill, int code, String left, @TempDir Path folder) throws Exception {
        Gate begun = Gate.in(folder);
        Path hook = folder.resolve("hook");
        JvmProcess process = process(() -> {
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> write(hook)));
                    begun.open();
                    ParentProgram.hang();
                })
                .start();
        begun.await();
        assertThat(process.join(Duration.ZERO)).isFalse();
        assertThat(process.join(Duration.ofSeconds(-1))).isFalse();
        if (kill) {
            process.kill();
        } else {
            process.terminate();
        }
        assertThat(process.join(LIMIT)).isTrue();
        assertThat(process.exitCode()).hasValue(code);
        assertThat(Files.exists(hook)).isEqualTo(left.equals("hook"));
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "hook");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Case("PROC-08")
    void theProcess_waitsForItsThreads(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("late");
        try (JvmProcess process = process(() -> new Thread(() -> {
                            try {
                                TimeUnit.MILLISECONDS.sleep(300);
                            } catch (InterruptedException e) {
                                return;
                            }
                            write(file);
                        })
                        .start())
                .start()) {
            process.join();
            assertThat(process.exitCode()).hasValue(0);
            assertThat(file).exists();
        }
    }

    @Test
    @Case({"PROC-04", "PROC-01"})
    void aProcess_startsProcesses_andSharesMemoryWithThem() throws Exception {
        try (SharedLongArray pids = SharedLongArray.create(3)) {
            JvmProcess process = process(() -> {
                        pids.set(0, JvmProcess.current().pid());
                        JvmProcess inner = process(() -> {
                                    pids.set(1, JvmProcess.current().pid());
                                    pids.set(2, JvmProcess.current().parentPid());
                                })
                                .start();
                        inner.join();
                    })
                    .start();
            process.join();
            assertThat(process.exitCode()).hasValue(0);
            assertThat(pids.get(0)).isEqualTo(process.pid()).isEqualTo(pids.get(2));
            assertThat(pids.get(1)).isPositive().isNotEqualTo(process.pid());
        }
    }

    @Test
    @Case("PROC-07")
    void manyAtOnce_allEnd_alsoThoseTerminatedWhileTheyStart() throws Exception {
        List<JvmProcess> brief =
                IntStream.range(0, 4).mapToObj(i -> process(() -> {}).start()).toList();
        List<JvmProcess> endless = IntStream.range(0, 4)
                .mapToObj(i -> process(ParentProgram::hang).start())
                .toList();
        endless.forEach(JvmProcess::terminate);
        for (JvmProcess process : brief) {
            process.join();
            assertThat(process.exitCode()).hasValue(0);
        }
        for (JvmProcess process : endless) {
            assertThat(process.join(LIMIT)).isTrue();
            assertThat(process.exitCode().orElseThrow()).isIn(143, 137);
        }
    }

    @Test
    @Case("PROC-06")
    void close_whileItRuns_killsItAndWaits() {
        JvmProcess process = process(ParentProgram::hang).start();
        process.close();
        assertThat(process.exitCode()).hasValue(137);
        process.close();
        process.kill();
        process.terminate();
    }

    @Test
    void settings_reachTheProcess(@TempDir Path folder) throws Exception {
        Path said = folder.resolve("said");
        try (JvmProcess process = process(() -> Files.writeString(
                        said,
                        System.getenv("TASKPOOL_TEST") + " " + System.getProperty("own") + " "
                                + Path.of("").toAbsolutePath().getFileName() + " "
                                + Runtime.getRuntime().maxMemory() / (40 << 20)))
                .environment(Map.of("TASKPOOL_TEST", "set"))
                .jvmOptions("-Down=option")
                .workingDirectory(folder)
                .inheritIO(false)
                .daemon(true)
                .start()) {
            assertThat(process.isDaemon()).isTrue();
            process.join();
            assertThat(said).hasContent("set option " + folder.getFileName() + " 0");
        }
    }

    @Test
    void badSettings_areRefusedAtOnce() {
        JvmProcess.Builder builder = process(() -> {});
        assertThatIllegalArgumentException().isThrownBy(() -> builder.name(" ")).withMessageContaining("name");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.name("n".repeat(201)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxHeap("much"))
                .withMessageContaining("\"much\" (expected: a memory size");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxHeap("1k"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.jvmOptions("-ea", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.workingDirectory(Path.of("/no/such")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.environment(Map.of("a=b", "c")).start());
        assertThat(JvmProcess.activeChildren()).isEmpty();
    }

    @Test
    void aTargetThatCannotTravel_isRefusedAtOnce() {
        Thread captured = Thread.currentThread();
        assertThatExceptionOfType(TaskSerializationException.class)
                .isThrownBy(() -> JvmProcess.start(() -> captured.getName()));
        assertThat(JvmProcess.activeChildren()).isEmpty();
    }

    @Test
    void aJvmOptionThatDoesNotExist_isAnExitCode() throws Exception {
        try (JvmProcess process = process(() -> {})
                .jvmOptions("-XX:+NoSuchOption")
                .inheritIO(false)
                .start()) {
            process.join();
            assertThat(process.exitCode()).hasValue(1);
        }
    }

    @Test
    @Case("PROC-02")
    void theProgram_waitsForAProcessThatIsNoDaemon() throws Exception {
        Process program = startProgram("brief");
        try {
            BufferedReader said = program.inputReader();
            said.readLine();
            assertThat(said.lines()).contains("spoken");
            assertThat(program.waitFor()).isZero();
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"daemon", "wait"})
    @Case("PROC-02")
    void theEndOfTheProgram_endsItsProcess(String mode) throws Exception {
        Process program = startProgram(mode);
        try {
            long pid = Long.parseLong(program.inputReader().readLine());
            if (mode.equals("wait")) {
                program.toHandle().destroyForcibly();
            }
            program.waitFor();
            await().atMost(LIMIT)
                    .until(() ->
                            ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    private static Process startProgram(String mode) throws IOException {
        return new ProcessBuilder(ParentProgram.command(mode))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
