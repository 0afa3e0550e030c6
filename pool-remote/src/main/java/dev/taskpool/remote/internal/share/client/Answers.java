package dev.taskpool.remote.internal.share.client;

import dev.taskpool.PoolException;
import dev.taskpool.remote.internal.serial.ValueCodec;
import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.Verb;
import java.nio.charset.StandardCharsets;

/** What an answer means for who asked. */
final class Answers {
    private Answers() {}

    /** Throws what was refused or has failed. */
    static Frame check(Frame answer) {
        if (answer.verb() == Verb.REFUSED) {
            throw new IllegalStateException(text(answer));
        }
        if (answer.verb() == Verb.FAILED) {
            throw unchecked(failure(answer));
        }
        return answer;
    }

    static String text(Frame answer) {
        return new String(answer.part(), StandardCharsets.UTF_8);
    }

    /** What was thrown in the hub's process. */
    static Throwable failure(Frame answer) {
        return ValueCodec.ofThisProcess().read(answer.part()) instanceof Throwable failure
                ? failure
                : new PoolException("malformed answer", null);
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error e) {
            throw e;
        }
        return failure instanceof RuntimeException e ? e : new PoolException(failure.toString(), failure);
    }

    /** Whether it is yes. */
    static boolean isOk(Frame answer) {
        return answer.verb() == Verb.OK;
    }
}
