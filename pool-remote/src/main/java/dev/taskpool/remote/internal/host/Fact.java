package dev.taskpool.remote.internal.host;

import dev.taskpool.remote.internal.launch.ExitEvidence;
import dev.taskpool.remote.internal.wire.OutcomeLog;
import dev.taskpool.remote.internal.wire.StatusPage;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a worker's actor tells itself. */
sealed interface Fact {
    /** It is this worker's turn to start. */
    record TurnCome() implements Fact {}

    /** The process was started. */
    record Started(Launcher.Launched launched) implements Fact {}

    /** There is no process. */
    record NotStarted(Throwable failure) implements Fact {}

    /** The process has ended. */
    record Exited(ExitEvidence evidence) implements Fact {}

    /** What an ended child may have said last must have arrived by now. */
    record LastWordsOver() implements Fact {}

    /** This is what an ended child left. */
    record Inspected(
            ExitEvidence evidence,
            StatusPage.@Nullable Running running,
            List<OutcomeLog.Entry> kept,
            @Nullable Throwable startFailure)
            implements Fact {}

    /** The time to get ready is over. */
    record StartTimeOver() implements Fact {}

    /** The time to tell what its threads are doing is over. */
    record DumpTimeOver() implements Fact {}

    /** The time to leave is over. */
    record LeaveTimeOver() implements Fact {}

    /** Time to ask for a sign of life. */
    record PingDue() implements Fact {}

    /** Time to look whether an item has run too long. */
    record LookDue() implements Fact {}

    /** Log lines of the child were written. */
    record ChatterWritten() implements Fact {}

    /** The child's memory was measured. */
    record Measured(OptionalLong rssBytes) implements Fact {}
}
