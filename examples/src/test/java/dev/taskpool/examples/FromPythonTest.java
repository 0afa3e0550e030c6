package dev.taskpool.examples;

import static dev.taskpool.testkit.ImportRules.inside;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.testkit.ImportRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide for those who come from Python names everything, and the gallery is as it says. */
final class FromPythonTest {
    private static final Path GUIDE = ReadmeBlock.ROOT.resolve("docs/from-python.md");
    private static final Path GALLERY =
            ReadmeBlock.ROOT.resolve("examples/src/main/java/dev/taskpool/examples/gallery");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|.*\\[`(\\w+)`]\\(([^)]+)\\)");
    private static final int PROGRAMS = 40;
    private static final int LONGEST_LINES = 120;

    /** What {@code __all__} of each module lists in Python 3.11 to 3.14. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Array AuthenticationError Barrier BoundedSemaphore BufferTooShort Condition Event JoinableQueue Lock"
                        + " Manager Pipe Pool Process ProcessError Queue RLock RawArray RawValue Semaphore SimpleQueue"
                        + " TimeoutError Value active_children allow_connection_pickling cpu_count current_process"
                        + " freeze_support get_all_start_methods get_context get_logger get_start_method log_to_stderr"
                        + " parent_process reducer set_executable set_forkserver_preload set_start_method",
                "Client Listener wait ThreadPool BaseManager SyncManager BaseProxy Token SharedMemoryManager Namespace"
                        + " SharedMemory ShareableList copy synchronized register connect get_server shutdown dummy",
                "name daemon pid ident exitcode sentinel authkey run start join is_alive terminate kill close",
                "apply apply_async map map_async imap imap_unordered starmap starmap_async initializer initargs"
                        + " maxtasksperchild callback error_callback chunksize get ready successful",
                "put get put_nowait get_nowait qsize empty full task_done join_thread cancel_join_thread",
                "send recv send_bytes recv_bytes recv_bytes_into poll fileno acquire release notify notify_all wait_for"
                        + " broken parties n_waiting abort reset get_lock get_obj",
                "FIRST_COMPLETED FIRST_EXCEPTION ALL_COMPLETED CancelledError BrokenExecutor Future Executor wait"
                        + " as_completed ProcessPoolExecutor ThreadPoolExecutor InterpreterPoolExecutor"
                        + " InvalidStateError BrokenProcessPool BrokenThreadPool",
                "submit map shutdown result exception cancel cancelled done running add_done_callback set_result"
                        + " set_exception set_running_or_notify_cancel max_workers max_tasks_per_child mp_context"
                        + " thread_name_prefix terminate_workers kill_workers cancel_futures"
            })
    void guide_hasEveryName(String names) throws IOException {
        Set<String> words = CODE.matcher(Files.readString(GUIDE))
                .results()
                .flatMap(code -> Pattern.compile("\\W+").splitAsStream(code.group(1)))
                .collect(Collectors.toSet());

        assertThat(names.split(" ", -1))
                .filteredOn(name -> !words.contains(name))
                .isEmpty();
    }

    @Test
    void guide_listsEveryProgramOfTheGallery_byItsNumber() throws IOException {
        List<MatchResult> rows = ROW.matcher(Files.readString(GUIDE)).results().toList();

        assertThat(rows.stream().map(row -> Integer.valueOf(row.group(1))))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, PROGRAMS).boxed().toList());
        Set<String> linked = new TreeSet<>();
        for (MatchResult row : rows) {
            assertThat(GUIDE.resolveSibling(row.group(3))).isRegularFile().hasFileName(row.group(2) + ".java");
            linked.add(row.group(2) + ".java");
        }
        assertThat(programs().stream().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(linked);
    }

    @Test
    void programs_areShort() throws IOException {
        for (Path program : programs()) {
            assertThat(Files.readAllLines(program)).as(program.toString()).hasSizeLessThan(LONGEST_LINES);
        }
    }

    @Test
    void examples_useWhatIsPublic() {
        assertThat(inside(
                        ImportRules.sources(),
                        "dev.taskpool.examples",
                        "dev.taskpool.internal",
                        "dev.taskpool.remote",
                        "dev.taskpool.spi"))
                .isEmpty();
    }

    private static List<Path> programs() throws IOException {
        try (Stream<Path> files = Files.list(GALLERY)) {
            return files.filter(FromPythonTest::hasMain).toList();
        }
    }

    private static boolean hasMain(Path file) {
        try {
            return Files.readString(file).contains("public static void main(");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
