package dev.taskpool.remote.internal.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.taskpool.WorkerLostException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class ChildProcessTest {
    private final ExecutorService blocking = Executors.newCachedThreadPool();

    @TempDir
    Path folder;

    @AfterEach
    void stopThreads() {
        blocking.shutdown();
    }

    private ChildProcess start(OutputMode output, ChildProcess.Words words, String... argv) throws IOException {
        var plan = new ChildProcess.Plan(
                "p", 3, List.of(argv), folder, Map.of("TASKPOOL_TEST", "set"), output, true, folder);
        return ChildProcess.start(plan, words, blocking);
    }

    private ChildProcess shell(String script) throws IOException {
        return start(OutputMode.DISCARD, stdin -> {}, "/bin/sh", "-c", script);
    }

    private static ExitEvidence end(ChildProcess child) throws Exception {
        return child.exit().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void exit_tellsCodeAndLastLines() throws Exception {
        ExitEvidence evidence = end(shell("echo out; echo oops >&2; exit 7"));

        assertThat(evidence).isEqualTo(new ExitEvidence(7, Reason.EXITED, "oops"));
    }

    @Test
    void start_ofWhatDoesNotExist_fails() {
        assertThatThrownBy(() -> start(OutputMode.DISCARD, stdin -> {}, "/no/such/program"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void start_givesFolderAndVariables() throws Exception {
        end(shell("pwd > where; echo $TASKPOOL_TEST >> where"));

        assertThat(Files.readString(folder.resolve("where"))).isEqualTo(folder.toRealPath() + "\nset\n");
    }

    @Test
    void start_saysTheFirstWordsAndKeepsStdinOpen() throws Exception {
        ChildProcess child = start(
                OutputMode.DISCARD,
                stdin -> {
                    stdin.write("hello\n".getBytes(UTF_8));
                    stdin.flush();
                },
                "/bin/sh",
                "-c",
                "read word; echo $word > heard; read more; echo end >> heard");

        await().until(() -> Files.exists(folder.resolve("heard")));
        assertThat(child.exit().toCompletableFuture()).isNotDone();
        child.kill(Duration.ZERO);
        assertThat(end(child).exitCode()).isEqualTo(137);
        assertThat(Files.readString(folder.resolve("heard"))).isEqualTo("hello\n");
    }

    @Test
    void start_ofAChildThatNeverListens_doesNotBlock() throws Exception {
        ChildProcess child = start(
                OutputMode.DISCARD,
                stdin -> {
                    stdin.write(new byte[1 << 20]);
                    stdin.flush();
                },
                "/bin/sleep",
                "600");

        child.kill(Duration.ZERO);
        assertThat(end(child).reason()).isEqualTo(Reason.SIGNAL);
    }

    @Test
    void output_isDrainedAtAnySpeed() throws Exception {
        ExitEvidence evidence = end(shell(
                "head -c 50000000 /dev/zero; yes | head -c 4000000; head -c 50000000 /dev/zero >&2; echo end >&2"));

        assertThat(evidence.exitCode()).isZero();
        assertThat(evidence.tail()).endsWith("end").hasSizeLessThan(9 * 1024);
    }

    @Test
    void output_inherited_isMarkedWithItsOrigin() throws Exception {
        PrintStream before = System.out;
        var captured = new ByteArrayOutputStream();
        System.setOut(new PrintStream(captured, true, UTF_8));
        try {
            ChildProcess child = start(OutputMode.INHERIT, stdin -> {}, "/bin/sh", "-c", "echo 'grüße 😀'");
            end(child);
            assertThat(captured.toString(UTF_8).strip()).isEqualTo("[p/worker-3 pid " + child.pid() + "] grüße 😀");
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void exit_whereADescendantKeepsTheOutputOpen_isToldAllTheSame() throws Exception {
        ChildProcess child = shell("env -i sleep 600 & echo $! > pid; echo bye >&2; exit 5"); // without its mark

        assertThat(end(child)).isEqualTo(new ExitEvidence(5, Reason.EXITED, "bye"));
        descendant().ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void exit_endsTheDescendantsThatAreLeft() throws Exception {
        ChildProcess child = shell("sleep 600 & echo $! > pid; exit 0");

        assertThat(end(child).exitCode()).isZero();
        await().until(() -> descendant().isEmpty());
    }

    @Test
    void exit_endsWhatAnInnerWorkerHasLeft() throws Exception {
        ChildProcess child = shell("TASKPOOL_WORKER=\"$TASKPOOL_WORKER inner\" sh -c 'sleep 600 & echo $! > pid'");

        assertThat(end(child).exitCode()).isZero();
        await().until(() -> descendant().isEmpty());
    }

    private Optional<ProcessHandle> descendant() throws IOException {
        String pid = Files.readString(folder.resolve("pid")).strip();
        return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
    }

    @Test
    void kill_endsTheDescendantsToo() throws Exception {
        ChildProcess child = shell("sleep 600 & echo $! > pid.tmp; mv pid.tmp pid; wait");
        await().until(() -> Files.exists(folder.resolve("pid")));
        long descendant = Long.parseLong(Files.readString(folder.resolve("pid")).strip());

        child.kill(Duration.ZERO);

        assertThat(end(child).exitCode()).isEqualTo(137);
        await().until(() -> ProcessHandle.of(descendant).isEmpty());
    }

    @Test
    void kill_withGrace_letsTheChildEndByItself() throws Exception {
        ChildProcess child = shell("trap 'echo bye >&2; exit 9' TERM; touch ready; while :; do sleep 0.05; done");
        await().until(() -> Files.exists(folder.resolve("ready")));

        child.kill(Duration.ofSeconds(30));

        assertThat(end(child)).isEqualTo(new ExitEvidence(9, Reason.EXITED, "bye"));
    }

    @Test
    void kill_ofAChildThatWillNotEnd_isForcedAfterTheGrace() throws Exception {
        ChildProcess child = shell("trap '' TERM; touch ready; while :; do sleep 0.05; done");
        await().until(() -> Files.exists(folder.resolve("ready")));

        child.kill(Duration.ofMillis(200));

        assertThat(end(child).exitCode()).isEqualTo(137);
    }

    @Test
    void rssBytes_isKnownWhileItLives() throws Exception {
        ChildProcess child = shell("read line");

        await().until(() -> child.rssBytes().orElse(0) > 100_000); // less while it is becoming a shell
        child.kill(Duration.ZERO);
        end(child);
        await().until(() -> child.rssBytes().isEmpty());
    }

    @Test
    void exit_afterACrash_hasTheHeadOfTheReport() throws Exception {
        ExitEvidence evidence = end(shell("printf '# SIGSEGV\\n# frame\\nrest' > hs_err_$$.log; exit 1"));

        assertThat(evidence).isEqualTo(new ExitEvidence(1, Reason.SIGNAL, "# SIGSEGV\n# frame"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aChildThatCannotBeTold_hearsTheEnd() throws Exception {
        ExitEvidence evidence = end(start(
                OutputMode.DISCARD,
                stdin -> {
                    throw new IllegalStateException("no words");
                },
                "/bin/sh",
                "-c",
                "cat; exit 5"));

        assertThat(evidence.exitCode()).isEqualTo(5);
    }

    @Test
    void start_ofAJvmWithOurOptions_works() throws Exception {
        JvmCommand command = ThisJvm.command(
                64L << 20,
                folder,
                null,
                List.of(),
                ClassPath.ofThisJvm(ChildProcess.class, null).arguments(folder),
                List.of(),
                Echo.class.getName());

        ExitEvidence evidence =
                end(start(OutputMode.DISCARD, stdin -> {}, command.argv().toArray(new String[0])));

        assertThat(evidence).isEqualTo(new ExitEvidence(4, Reason.EXITED, "ä€😀"));
    }

    /** Says something that not every charset can. */
    static final class Echo {
        private Echo() {}

        public static void main(String[] args) {
            System.err.println("ä€😀");
            System.exit(4);
        }
    }
}
