package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.testkit.LeavesNothingBehind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a program ends that left its pool open: its worker ends, too, and its files are deleted. */
@Timeout(300)
@ExtendWith(LeavesNothingBehind.class)
class ProgramEndIT {
    private static final Duration LIMIT = Duration.ofSeconds(150);

    @Test
    void return_ofMain_finishesWhatWasAccepted() throws Exception {
        Process program = start("return");
        try {
            BufferedReader said = program.inputReader();
            long worker = worker(said);

            assertThat(said.lines()).contains("done 0", "done 1", "done 2");
            assertThat(program.waitFor()).isZero();
            assertNothingLeft(program, worker);
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @CsvSource({"exit,5", "halt,6"})
    void endOfTheProgram_endsTheBusyWorker(String mode, int exitCode) throws Exception {
        Process program = start(mode);
        try {
            long worker = worker(program.inputReader());

            assertThat(program.waitFor()).isEqualTo(exitCode);
            assertNothingLeft(program, worker);
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @CsvSource({"false,143", "true,137"})
    void signal_endsTheBusyWorker(boolean kill, int exitCode) throws Exception {
        Process program = start("wait");
        try {
            BufferedReader said = program.inputReader();
            long worker = worker(said);
            assertThat(said.readLine()).isEqualTo("waiting");

            assertThat(
                            kill
                                    ? program.toHandle().destroyForcibly()
                                    : program.toHandle().destroy())
                    .isTrue();
            assertThat(program.waitFor()).isEqualTo(exitCode);
            assertNothingLeft(program, worker);
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    /** Ctrl-C reaches the workers, too. */
    @Test
    void interruptFromTheTerminal_endsTheBusyWorkerAndSaysNothing() throws Exception {
        List<String> command = new ArrayList<>(List.of("setsid", "env", "--default-signal=INT"));
        command.addAll(EndingProgram.command("wait"));
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            BufferedReader said = program.inputReader();
            long worker = worker(said);
            assertThat(said.readLine()).isEqualTo("waiting");

            new ProcessBuilder("kill", "-INT", "--", "-" + program.pid())
                    .start()
                    .waitFor();
            assertThat(said.lines()).isEmpty();
            assertThat(program.waitFor()).isEqualTo(130);
            assertNothingLeft(program, worker);
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    private static Process start(String mode) throws IOException {
        return new ProcessBuilder(EndingProgram.command(mode))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long worker(BufferedReader said) throws IOException {
        return Long.parseLong(said.readLine());
    }

    private static void assertNothingLeft(Process program, long worker) {
        await().atMost(LIMIT)
                .until(() ->
                        ProcessHandle.of(worker).filter(ProcessHandle::isAlive).isEmpty());
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(directories(program.pid())).isEmpty());
    }

    private static List<Path> directories(long pid) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : List.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir")))) {
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> ours = Files.newDirectoryStream(folder, "taskpool-" + pid + "-*")) {
                    ours.forEach(found::add);
                }
            }
        }
        return found;
    }
}
