package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.PoolException;
import dev.taskpool.StandInException;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.spi.Codec.FailureContext;
import dev.taskpool.spi.Items;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class CodecFailureTest {
    @TempDir
    Path spool;

    private TaskFailedException failed(Throwable failure) {
        return (TaskFailedException) CodecRig.in(spool).failureOf(failure);
    }

    @Test
    void exception_arrivesAsItself() {
        var boom = new IllegalStateException("boom", new IOException("disk"));
        boom.addSuppressed(new IllegalArgumentException("and this"));

        TaskFailedException failed = failed(boom);

        assertThat(failed).hasMessage("item 7 failed: java.lang.IllegalStateException: boom");
        assertThat(failed.itemIndex()).isEqualTo(7);
        assertThat(failed.attempts()).isEqualTo(2);
        assertThat(failed.workerId()).isEqualTo(3);
        assertThat(failed.remoteStackTrace())
                .startsWith("java.lang.IllegalStateException: boom")
                .contains("exception_arrivesAsItself", "Caused by: java.io.IOException: disk", "Suppressed: ");
        Throwable cause = failed.getCause();
        assertThat(cause).isExactlyInstanceOf(IllegalStateException.class).hasMessage("boom");
        assertThat(cause.getStackTrace()).isEqualTo(boom.getStackTrace());
        assertThat(cause.getCause()).isExactlyInstanceOf(IOException.class).hasMessage("disk");
        assertThat(cause.getSuppressed()[0]).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void failureOfASingleCall_isTheTasks() {
        CodecRig rig = CodecRig.in(spool);
        byte[] failure = rig.worker().writeFailure(new IllegalStateException("boom"));

        assertThat(rig.caller().decodeFailure(Items.Encoded.of(failure), new FailureContext(1, -1, 1)))
                .hasMessage("the task failed: java.lang.IllegalStateException: boom");
    }

    @Test
    void exceptionThatCannotBeWritten_getsAStandIn_andKeepsTheCauseThatCan() {
        var refusing = new Saboteurs.Unwritable("no way", new IOException("disk"));
        refusing.addSuppressed(new IllegalArgumentException("and this"));

        StandInException standIn = (StandInException) failed(refusing).getCause();

        assertThat(standIn.className()).isEqualTo(Saboteurs.Unwritable.class.getName());
        assertThat(standIn.originalMessage()).isEqualTo("no way");
        assertThat(standIn.getStackTrace()).isEqualTo(refusing.getStackTrace());
        assertThat(standIn.getCause()).isExactlyInstanceOf(IOException.class).hasMessage("disk");
        assertThat(standIn.getSuppressed()[0]).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void exceptionWhoseCauseCannotBeWritten_getsAStandInWithAStandIn() {
        var boom = new IllegalStateException("boom", new Saboteurs.Unwritable("no way", null));

        TaskFailedException failed = failed(boom);

        assertThat(failed).hasMessage("item 7 failed: java.lang.IllegalStateException: boom");
        assertThat(failed.getCause()).isInstanceOf(StandInException.class);
        assertThat(((StandInException) failed.getCause().getCause()).className())
                .isEqualTo(Saboteurs.Unwritable.class.getName());
    }

    @Test
    void exceptionThatCannotBeRead_getsAStandIn() {
        TaskFailedException failed = failed(new Saboteurs.Unreadable("one way"));

        StandInException standIn = (StandInException) failed.getCause();
        assertThat(standIn.className()).isEqualTo(Saboteurs.Unreadable.class.getName());
        assertThat(standIn.originalMessage()).isEqualTo("one way");
        assertThat(standIn.getStackTrace()).isNotEmpty();
    }

    @Test
    void exceptionWhoseClassTheCallerLacks_getsAStandIn() {
        CodecRig rig = CodecRig.in(spool);
        var without = new KryoCodec(
                List.of("**"), List.of(), ClassLoader.getPlatformClassLoader(), spool, CodecRig.MAX_BYTES);
        byte[] failure = rig.worker().writeFailure(new Saboteurs.Traceless("unknown"));

        PoolException failed = without.decodeFailure(Items.Encoded.of(failure), CodecRig.ITEM_7);

        assertThat(((StandInException) failed.getCause()).className()).isEqualTo(Saboteurs.Traceless.class.getName());
        assertThat(failed.getCause()).hasMessageContaining("unknown");
    }

    @Test
    void exceptionWithoutAStackTrace_arrives() {
        TaskFailedException failed = failed(new Saboteurs.Traceless("light"));

        assertThat(failed).hasMessage("item 7 failed: " + Saboteurs.Traceless.class.getName() + ": light");
        assertThat(failed.getCause()).hasMessageContaining("light");
        assertThat(failed.getCause().getStackTrace()).isEmpty();
    }

    @Test
    void exceptionWhoseMethodsThrow_isStillTold() {
        TaskFailedException failed = failed(new Saboteurs.Hostile());

        assertThat(failed).hasMessageContaining(Saboteurs.Hostile.class.getName());
        assertThat(failed.remoteStackTrace()).contains(Saboteurs.Hostile.class.getName(), "\tat ");
        assertThat(failed.getCause()).isNotNull();
    }

    @Test
    void exceptionWithEndlessCauses_isCutOff() {
        TaskFailedException failed = failed(new Saboteurs.Endless(0));

        assertThat(failed).hasMessageContaining("Endless");
        assertThat(failed.remoteStackTrace().length()).isLessThanOrEqualTo(TraceText.MAX_CHARS);
    }

    @Test
    void exceptionThatIsItsOwnAncestor_arrives() {
        var inner = new IllegalArgumentException("inner");
        var outer = new IllegalStateException("outer", inner);
        inner.initCause(outer);

        assertThat(failed(outer).getCause()).hasMessageContaining("outer");
        assertThat(failed(new Saboteurs.Unwritable("no way", outer)).getCause()).isInstanceOf(StandInException.class);
    }

    @Test
    void longMessage_survivesInTheExceptionItself() {
        String message = "m".repeat(1 << 20);

        TaskFailedException failed = failed(new IllegalStateException(message));

        assertThat(failed.getCause()).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(failed.getCause().getMessage()).isEqualTo(message);
        assertThat(failed.remoteStackTrace()).hasSize(TraceText.MAX_CHARS);
    }

    @Test
    void errors_arriveAsThemselves() {
        assertThat(failed(new StackOverflowError("deep")).getCause())
                .isExactlyInstanceOf(StackOverflowError.class)
                .hasMessage("deep");
        assertThat(failed(new OutOfMemoryError("heap")).getCause()).isExactlyInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void workersOwnRefusal_becomesTheCallers() {
        var cause = new IOException("disk");
        var refusal = new TaskSerializationException("no result", cause, Phase.ENCODE_RESULT, "a.B", "A.b", -1, 0);

        PoolException arrived = CodecRig.in(spool).failureOf(refusal);

        var exception = (TaskSerializationException) arrived;
        assertThat(exception).hasMessage("no result");
        assertThat(exception.phase()).isEqualTo(Phase.ENCODE_RESULT);
        assertThat(exception.className()).isEqualTo("a.B");
        assertThat(exception.path()).isEqualTo("A.b");
        assertThat(exception.itemIndex()).isEqualTo(7);
        assertThat(exception.attempts()).isEqualTo(2);
        assertThat(exception.getCause()).isExactlyInstanceOf(IOException.class).hasMessage("disk");
        assertThat(exception.getStackTrace()).isEqualTo(refusal.getStackTrace());
    }

    @Test
    void refusalOfAPoolWithinTheTask_isTheTasksFailure() {
        var nested = new TaskSerializationException("no item", null, Phase.ENCODE_ITEM, "a.B", "A.b", -1, 0);
        var nestedWorkers = new TaskSerializationException("no result", null, Phase.ENCODE_RESULT, "", "", 0, 1);

        assertThat(failed(nested).getCause()).isInstanceOf(TaskSerializationException.class);
        assertThat(failed(nestedWorkers).getCause()).isInstanceOf(TaskSerializationException.class);
    }

    @Test
    void malformedFailure_isReturnedAsAFailureToRead() {
        CodecRig rig = CodecRig.in(spool);

        PoolException failure = rig.caller().decodeFailure(Items.Encoded.of(new byte[] {0, 9, 9}), CodecRig.ITEM_7);

        assertThat(failure).isInstanceOf(TaskSerializationException.class);
        assertThat(((TaskSerializationException) failure).phase()).isEqualTo(Phase.DECODE_RESULT);
        assertThat(failure.itemIndex()).isEqualTo(7);
    }
}
