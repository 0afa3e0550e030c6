package dev.taskpool.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taskpool.AsyncResult;
import dev.taskpool.PoolException;
import dev.taskpool.TaskFailedException;
import dev.taskpool.WorkerInfo;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.FrozenException;
import dev.taskpool.testkit.Inputs;
import dev.taskpool.testkit.NegativeException;
import dev.taskpool.testkit.PoolFixture;
import dev.taskpool.testkit.SayWhenException;
import dev.taskpool.testkit.Tasks;
import dev.taskpool.testkit.WeirdThrowable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What becomes of an exception that a task throws. */
public interface ExceptionContract extends PoolFixture {
    @Test
    @Case("EXC-01")
    default void anException_keepsItsTypeMessageAndFields() {
        assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> shared().apply(Tasks::squareOfPositive, -123))
                .satisfies(failure -> {
                    assertThat(failure.getCause())
                            .isExactlyInstanceOf(NegativeException.class)
                            .hasMessage("number: -123 (expected: >= 0)");
                    assertThat(((NegativeException) failure.getCause()).number())
                            .isEqualTo(-123);
                    assertThat(failure.getCause().getStackTrace())
                            .anyMatch(frame -> frame.getMethodName().equals("squareOfPositive"));
                    assertThat(failure.remoteStackTrace()).contains("squareOfPositive", "NegativeException", "-123");
                });
    }

    @Test
    @Case("EXC-03")
    default void anException_keepsItsCausesAndSuppressedOnes() {
        TaskFailedException failure = catchThrowableOfType(
                TaskFailedException.class, () -> shared().<Integer, Integer>apply(ExceptionContract::wrapped, 0));
        Throwable thrown = failure.getCause();
        assertThat(thrown).isExactlyInstanceOf(IllegalStateException.class).hasMessage("outer");
        assertThat(thrown.getCause())
                .isExactlyInstanceOf(ArithmeticException.class)
                .hasMessage("/ by zero");
        assertThat(thrown.getSuppressed())
                .singleElement()
                .satisfies(suppressed -> assertThat(suppressed)
                        .isExactlyInstanceOf(IOException.class)
                        .hasMessage("on the way out"));
        assertThat(failure.remoteStackTrace()).contains("outer", "/ by zero", "on the way out");
    }

    private static Integer wrapped(int divisor) {
        try {
            return 1 / divisor;
        } catch (ArithmeticException e) {
            IllegalStateException outer = new IllegalStateException("outer", e);
            outer.addSuppressed(new IOException("on the way out"));
            throw outer;
        }
    }

    @Test
    @Case("EXC-04")
    default void anExceptionOfTheInput_isNotDressedAsOneOfAWorker() {
        SayWhenException when = new SayWhenException();
        Throwable ofMap = catchThrowable(() -> shared().map(Tasks::square, Inputs.failingAt(1, 3, when)));
        Throwable ofImap = catchThrowable(
                () -> shared().imap(Tasks::square, Inputs.failingAt(0, 3, when)).next());
        assertThat(ofMap).isSameAs(when);
        assertThat(ofImap).isSameAs(when);
        assertThat(when).hasNoCause().hasNoSuppressedExceptions();
    }

    @Test
    @Case("EXC-04")
    default void anException_isOneCauseAwayOnEveryPath() throws Exception {
        CompletableFuture<Throwable> toCallback = new CompletableFuture<>();
        AsyncResult<Integer> result =
                shared().<Integer, Integer>applyAsync(Tasks::squareOfPositive, -1, x -> {}, toCallback::complete);
        List<Throwable> failures = List.of(
                catchThrowable(() -> shared().apply(Tasks::squareOfPositive, -1)),
                catchThrowable(() -> shared().map(Tasks::squareOfPositive, List.of(-1))),
                catchThrowable(() ->
                        shared().imap(Tasks::squareOfPositive, List.of(-1)).next()),
                catchThrowable(() -> shared().imapUnordered(Tasks::squareOfPositive, List.of(-1))
                        .next()),
                catchThrowable(() -> shared().forEach(Tasks::squareOfPositive, List.of(-1))),
                catchThrowable(() -> shared().mapSettled(Tasks::squareOfPositive, List.of(-1))
                        .get(0)
                        .get()),
                catchThrowable(result::join),
                catchThrowableOfType(ExecutionException.class, result::get).getCause(),
                toCallback.get(150, TimeUnit.SECONDS));
        assertThat(failures).allSatisfy(failure -> {
            assertThat(failure).isExactlyInstanceOf(TaskFailedException.class);
            assertThat(failure.getCause()).isExactlyInstanceOf(NegativeException.class);
        });
    }

    @Test
    @Case("EXC-05")
    default void theErrorCallbackAndGet_receiveTheSameException() throws Exception {
        CompletableFuture<Throwable> toCallback = new CompletableFuture<>();
        AsyncResult<Integer> result =
                shared().<Integer, Integer>applyAsync(x -> List.of(x).get(7), 1, x -> {}, toCallback::complete);
        PoolException thrown = catchThrowableOfType(PoolException.class, result::join);
        Throwable called = toCallback.get(150, TimeUnit.SECONDS);
        assertThat(called).isSameAs(thrown).hasCauseInstanceOf(IndexOutOfBoundsException.class);
        assertThat(called.getCause()).hasMessage(thrown.getCause().getMessage());
    }

    @Test
    @Case("EXC-09")
    default void anImmutableException_keepsItsTypeAndItsRemoteTrace() {
        TaskFailedException failure = catchThrowableOfType(
                TaskFailedException.class, () -> shared().<Integer, Integer>apply(ExceptionContract::freeze, 5));
        assertThat(failure.getCause())
                .isExactlyInstanceOf(FrozenException.class)
                .hasMessage("frozen at 5");
        assertThat(failure.getCause().getStackTrace()).isEmpty();
        assertThat(((FrozenException) failure.getCause()).at()).isEqualTo(5);
        assertThat(failure.remoteStackTrace()).contains("FrozenException", "frozen at 5");
    }

    private static Integer freeze(int at) {
        throw new FrozenException(at);
    }

    @Test
    @Case("EXC-09")
    default void aFailure_printed_showsMessageAndRemoteFramesOnce() {
        TaskFailedException failure =
                catchThrowableOfType(TaskFailedException.class, () -> shared().apply(Tasks::squareOfPositive, -77));
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        assertThat(text.toString()).contains("number: -77");
        assertThat(Pattern.compile("at .*Tasks\\.squareOfPositive\\(")
                        .matcher(text.toString())
                        .results())
                .as(text.toString())
                .hasSize(1);
    }

    @Test
    default void aCheckedException_travelsToo() {
        assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> shared().run(() -> {
                    throw new IOException("checked");
                }))
                .withCauseExactlyInstanceOf(IOException.class);
    }

    @Test
    default void anError_isAFailureOfItsTaskAlone() {
        assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> shared().run(() -> {
                    throw new AssertionError("broken");
                }))
                .withCauseExactlyInstanceOf(AssertionError.class);
        assertThat(shared().<Integer, Integer>apply(Tasks::square, 3)).isEqualTo(9);
    }

    @Test
    @Case("CRASH-26")
    @SuppressWarnings({"deprecation", "removal"}) // ThreadDeath: it can still be thrown
    default void throwablesOfEveryKind_failTheTaskAndKeepTheWorkers() {
        Set<Integer> before = workers();
        for (Throwable thrown : List.of(
                new WeirdThrowable("odd"),
                new ThreadDeath(),
                new LinkageError("unlinked"),
                new NoClassDefFoundError("gone"),
                new IOException("sneaked"),
                new InternalError("inside"),
                new InterruptedException("thrown"))) {
            assertThatExceptionOfType(TaskFailedException.class)
                    .isThrownBy(() -> shared().apply(() -> ExceptionContract.<RuntimeException>sneak(thrown)))
                    .satisfies(failure -> assertThat(failure.getCause())
                            .hasSameClassAs(thrown)
                            .hasMessage(thrown.getMessage()));
        }
        assertThat(shared().map(Tasks::square, Inputs.range(4), 1)).isEqualTo(Inputs.squares(4));
        assertThat(workers()).isEqualTo(before);
    }

    /** Throws what a method may not declare. */
    @SuppressWarnings({"unchecked", "DoNotCallSuggester"}) // the very trick
    private static <X extends Throwable> int sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    /** The workers there are, once none is being started. */
    private Set<Integer> workers() {
        Set<Integer> ids = new TreeSet<>();
        Awaitility.await().atMost(Duration.ofSeconds(150)).untilAsserted(() -> {
            List<WorkerInfo> workers = shared().stats().workers();
            assertThat(workers).hasSize(2).allMatch(worker -> worker.state() == WorkerInfo.State.IDLE);
            ids.clear();
            workers.forEach(worker -> ids.add(worker.id()));
        });
        return ids;
    }
}
